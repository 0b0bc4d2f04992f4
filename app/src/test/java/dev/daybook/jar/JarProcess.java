package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the packaged shop. */
final class JarProcess implements AutoCloseable {
    static final Path JAR = Path.of("target", "daybook.jar");

    private final Process process;
    private final Path output;
    private final int port;

    private JarProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts a shop on a free port with its data in the directory; {@code environment} overrides that. */
    static JarProcess start(Path dataDirectory, Map<String, String> environment) {
        return start(dataDirectory, environment, ExtractedJar.OPTIONS);
    }

    /** Starts it as the README says, by {@code java -jar daybook.jar}. */
    static JarProcess startJar(Path dataDirectory, Map<String, String> environment) {
        return start(dataDirectory, environment, List.of("-jar", JAR.toString()));
    }

    static JarProcess start(Path dataDirectory, Map<String, String> environment, List<String> options) {
        try {
            var port = freePort();
            var settings = new HashMap<>(
                    Map.of("SERVER_PORT", Integer.toString(port), "DAYBOOK_DATA_DIR", dataDirectory.toString()));
            settings.putAll(environment);
            var output = Files.createTempFile("daybook", ".log");
            var builder = new ProcessBuilder(java("-Xmx512m", options))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(settings);
            return new JarProcess(builder.start(), output, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JarProcess open(Path dataDirectory, Map<String, String> environment) {
        return start(dataDirectory, environment).awaitOpen();
    }

    /** The output and the exit code of a command. */
    record Answer(int exitCode, List<String> out, String err) {}

    /** Gives a command on the data in the directory, as somebody in a shell does whose terminal speaks only ASCII. */
    static Answer command(Path dataDirectory, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile("daybook", ".out");
        var err = Files.createTempFile("daybook", ".err");
        try {
            var command = java("-Xmx256m", ExtractedJar.OPTIONS);
            command.addAll(List.of(arguments));
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(Map.of("DAYBOOK_DATA_DIR", dataDirectory.toString(), "LC_ALL", "C"));
            var process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Answer(process.waitFor(), Files.readAllLines(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** With the compiler and the collector that are soonest at work: no test runs long enough to gain from the others. */
    static List<String> java(String heap, List<String> options) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        return command;
    }

    JarProcess awaitOpen() {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> output().contains("Daybook is open.") || !process.isAlive());
        assertThat(output()).contains("Daybook is open.");
        return this;
    }

    /** Waits until the process has failed by itself, and returns its output. */
    String awaitRefusal() {
        await().atMost(Duration.ofSeconds(120)).until(() -> !process.isAlive());
        assertThat(process.exitValue()).isNotZero();
        return output();
    }

    int port() {
        return port;
    }

    String address() {
        return "http://localhost:" + port;
    }

    Client anonymous() {
        return Client.of(address(), null);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: nobody is asked. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}, or Ctrl-C. Answers how long it took. */
    Duration stop() throws InterruptedException {
        var start = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        try {
            stop();
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The global id of the product of which a buyer can order the most. */
    static String mostAvailableProduct(Client buyer) {
        return buyer.run("{ products(first: 1, orderBy: {field: AVAILABLE_STOCK, direction: DESC}) { nodes { id } } }")
                .path("products.nodes[0].id")
                .entity(String.class)
                .get();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
