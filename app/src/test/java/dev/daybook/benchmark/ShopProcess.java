package dev.daybook.benchmark;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.daybook.support.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Shop in a process of its own, which is open as soon as it is made. */
final class ShopProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String ADMIN = "benchmark_admin";
    private static final String PASSWORD = "Benchmark-Admin-42";
    private static final Map<String, String> SETTINGS = Map.of(
            "DAYBOOK_DEMO", "false",
            "DAYBOOK_ADMIN_USERNAME", ADMIN,
            "DAYBOOK_ADMIN_EMAIL", "admin@example.com",
            "DAYBOOK_ADMIN_PASSWORD", PASSWORD,
            "DAYBOOK_SECURITY_ACCESSTOKENLIFETIME", "24h",
            // Nobody pays the orders that are placed here; they are no work for the next time.
            "DAYBOOK_ORDERS_PAYMENTWINDOW", "365d");

    private final int port;
    private final Process process;
    private final JMXConnector management;
    private final ThreadMXBean threads;

    private ShopProcess(int port, Process process, JMXConnector management) throws IOException {
        this.port = port;
        this.process = process;
        this.management = management;
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                management.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    /** @param database environment variables that name the database */
    static ShopProcess start(ShopProgram program, Map<String, String> database, Path output)
            throws IOException, InterruptedException {
        var port = freePort();
        var environment = new HashMap<>(SETTINGS);
        environment.putAll(database);
        environment.put("SERVER_PORT", Integer.toString(port));
        var process = program.start(environment, output);
        // Nor does it outlive a benchmark that is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try {
            awaitHealth(port, process, output);
            return new ShopProcess(port, process, manage(process));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitHealth(int port, Process process, Path output) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/actuator/health".formatted(port)))
                .build();
        var end = System.nanoTime() + START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
                try {
                    if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (ConnectException _) {
                    // It does not listen yet.
                }
            }
        }
        throw new IllegalStateException("The shop has not opened, see " + output);
    }

    @SuppressWarnings("BanJNDI") // The shop is of our own making.
    private static JMXConnector manage(Process process) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("The shop runs on another kind of JVM", e);
        }
    }

    int port() {
        return port;
    }

    ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /** Returns the bytes that all threads have allocated so far, those that have ended included. */
    long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    String staffToken() {
        return Objects.requireNonNull(Client.of("http://localhost:" + port, null)
                .logIn(ADMIN, PASSWORD)
                .accessToken());
    }

    @Override
    public void close() throws IOException {
        try {
            management.close();
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }
}
