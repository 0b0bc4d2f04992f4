package dev.daybook.reliability;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.daybook.benchmark.ShopProgram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Process of a shop, which can be killed, stopped and started again on the same port. */
final class ShopNode implements AutoCloseable {
    /** Names the configuration of a {@link Canary}. */
    static final String SOURCES = "SPRING_MAIN_SOURCES";

    private static final Pattern COMPLAINT = Pattern.compile("^(\\S+Z) +(?:WARN|ERROR) ");
    private static final int MOST_COMPLAINTS = 200;

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);

    private ShopProgram program;
    private final Map<String, String> environment;
    private final int port;
    private final Path log;
    private Process process;

    private ShopNode(ShopProgram program, Map<String, String> environment, int port, Path log) throws IOException {
        this.program = program;
        this.environment = environment;
        this.port = port;
        this.log = log;
        this.process = program.start(environment, log);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /** Begins to start one; {@link #awaitReady} waits for it. */
    static ShopNode launch(ShopProgram program, Map<String, String> environment, int port, Path log)
            throws IOException {
        return new ShopNode(program, environment, port, log);
    }

    /** @param environment with the port in {@code SERVER_PORT} */
    static ShopNode open(ShopProgram program, Map<String, String> environment, int port, Path log)
            throws IOException, InterruptedException {
        var node = launch(program, environment, port, log);
        node.awaitReady();
        return node;
    }

    /** What a shop holds when it has nothing to do. */
    record Resources(int threads, long heapMegabytes, int borrowedConnections) {}

    void start() throws IOException, InterruptedException {
        process = program.start(environment, log);
        awaitReady();
    }

    /** From the next start on it is this program. */
    void use(ShopProgram another) {
        program = another;
    }

    String address() {
        return "http://localhost:" + port;
    }

    void awaitReady() throws InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IllegalStateException("The shop has not opened, see " + log);
            }
        }
    }

    /** Whether it says that it takes requests. */
    boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    int kill() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }

    void signal(String signal) throws IOException, InterruptedException {
        Signals.send(process, signal);
    }

    /** Whether the kernel has stopped it. */
    boolean isSuspended() throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    }

    /** The first lines that it has logged as WARN or ERROR since then, without their stacks. */
    List<String> complaints(Instant since) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> {
                        var complaint = COMPLAINT.matcher(line);
                        return complaint.find()
                                && !Instant.parse(complaint.group(1)).isBefore(since);
                    })
                    .limit(MOST_COMPLAINTS)
                    .toList();
        }
    }

    /** Sends SIGTERM, and returns the exit code; a shop that goes on for too long is killed. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** Runs a command beside the shop, and returns its exit code. */
    int command(String... arguments) throws IOException, InterruptedException {
        return begin(Map.of(), arguments).waitFor();
    }

    /** Begins a command beside the shop, with other settings of some kind. It has no defect: it finds those of the shop. */
    Process begin(Map<String, String> settings, String... arguments) throws IOException {
        var all = new HashMap<>(environment);
        all.putAll(settings);
        all.remove(SOURCES);
        return program.start(all, log, arguments);
    }

    @SuppressWarnings("BanJNDI") // The shop is of our own making.
    Resources resources() throws IOException, JMException {
        try {
            var machine = VirtualMachine.attach(Long.toString(process.pid()));
            try (var management = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                return resources(management.getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("The shop runs on another kind of JVM", e);
        }
    }

    private static Resources resources(MBeanServerConnection beans) throws IOException, JMException {
        var memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        var threads = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        memory.gc();
        var borrowed = 0;
        var pools = beans.queryNames(new ObjectName("com.zaxxer.hikari:type=Pool *"), null);
        if (pools.isEmpty()) {
            throw new IllegalStateException("The shop shows no pool");
        }
        for (var pool : pools) {
            borrowed += (Integer) beans.getAttribute(pool, "ActiveConnections");
        }
        return new Resources(
                threads.getThreadCount(), memory.getHeapMemoryUsage().getUsed() >> 20, borrowed);
    }

    @Override
    public void close() {
        try {
            terminate();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
