package dev.daybook.support;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** nginx with the configuration that is shipped, in front of two nodes, and the script beside it that watches them. */
public final class Nginx implements AutoCloseable {
    public static final Path CONFIGURATION = Path.of("..", "docs", "deployment", "nginx", "nginx.conf");
    private static final String WATCH = "watch-nodes.sh";

    private final Path directory;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private Nginx(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Where it is installed: Debian has it in a directory that is in no user's path. */
    public static Optional<Path> program() {
        return Stream.concat(
                        Pattern.compile(Pattern.quote(File.pathSeparator))
                                .splitAsStream(System.getenv().getOrDefault("PATH", "")),
                        Stream.of("/usr/sbin"))
                .map(path -> Path.of(path, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Nginx inFrontOf(String first, String second) throws IOException, InterruptedException {
        var proxy = new Nginx(Files.createTempDirectory("daybook-nginx"), freePort());
        try {
            proxy.start(URI.create(first).getAuthority(), URI.create(second).getAuthority());
            return proxy;
        } catch (IOException | InterruptedException | RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    /** What it says of the configuration that is shipped: nothing that is wrong. */
    public static String check() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("daybook-nginx");
        try {
            var file = configure(directory, freePort(), "127.0.0.1:1", "127.0.0.1:2");
            var test = new ProcessBuilder(command(file, "-t"))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return test.waitFor() == 0 ? said : "exit code %d: %s".formatted(test.exitValue(), said);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void start(String first, String second) throws IOException, InterruptedException {
        processes.add(run(List.of(
                "sh",
                CONFIGURATION.resolveSibling(WATCH).toString(),
                directory.resolve("nodes").toString(),
                "node1=" + first,
                "node2=" + second)));
        var nginx = run(command(configure(directory, port, first, second)));
        processes.add(nginx);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        while (!isListening()) {
            if (!nginx.isAlive()) {
                throw new IllegalStateException(Files.readString(log()));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The configuration as it is, but for addresses and the directory for what it writes. */
    private static Path configure(Path directory, int port, String first, String second) throws IOException {
        var text = Files.readString(CONFIGURATION)
                .replace("node1:8080", first)
                .replace("node2:8080", second)
                .replace("listen 8080", "listen 127.0.0.1:" + port)
                .replace("/tmp/", directory + "/");
        return Files.writeString(directory.resolve("nginx.conf"), text);
    }

    /** As root it stays root, which alone reads the directory. */
    private static List<String> command(Path configuration, String... arguments) {
        var user = System.getProperty("user.name").equals("root") ? " user root;" : "";
        var command = new ArrayList<>(List.of(
                program().orElseThrow().toString(), "-c", configuration.toString(), "-g", "daemon off;" + user));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return directory.resolve("nginx.log");
    }

    private boolean isListening() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    private void stop() {
        processes.forEach(Process::destroy);
    }

    @Override
    public void close() throws IOException {
        stop();
        processes.forEach(process -> process.onExit().join());
        FileSystemUtils.deleteRecursively(directory);
    }
}
