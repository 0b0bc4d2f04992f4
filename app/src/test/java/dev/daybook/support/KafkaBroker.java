package dev.daybook.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.util.FileSystemUtils;

/** Broker of Kafka as a process of its own, which can be killed and started again on the same port with what it holds. */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = freePort();
    private Process process;

    private KafkaBroker(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        format();
        this.process = launch();
        // Nor does it outlive a run that is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
        awaitStart();
    }

    /** A new one, whose data are deleted in the end. */
    public static KafkaBroker start() throws IOException, InterruptedException {
        return new KafkaBroker(Files.createTempDirectory("kafka-broker"));
    }

    /** Broker and controller in one, in little memory. */
    private void format() throws IOException {
        var controller = freePort();
        var properties = Files.writeString(properties(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                log.cleaner.dedupe.buffer.size=4194304
                num.io.threads=2
                num.network.threads=2
                """.formatted(port, controller, directory.resolve("data")));
        Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="all" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="all"/></root>
                </configuration>
                """);
        var code = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()},
                new PrintStream(Files.newOutputStream(log()), true, UTF_8));
        if (code != 0) {
            throw new IllegalStateException("There is no storage for Kafka, see " + log());
        }
    }

    private Process launch() throws IOException {
        var command = List.of(
                JavaProgram.launcher(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                properties().toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path properties() {
        return directory.resolve("server.properties");
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    /** Below those that systems give to connections of their own, since it has to be free again after a kill. */
    private static int freePort() {
        for (int i = 0; i < 100; i++) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException _) {
                // It is taken.
            }
        }
        throw new IllegalStateException("No port is free");
    }

    private void awaitStart() throws InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        while (!isListening()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka does not start, see " + log());
            }
        }
        try (var admin = admin()) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not answer, see " + log(), e);
        }
    }

    private boolean isListening() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public Admin admin() {
        return Admin.create(connection());
    }

    public Map<String, Object> connection() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address());
    }

    /** Kills it, and returns the exit code. */
    public int kill() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }

    /** Starts it again where it was. */
    public void restart() throws IOException, InterruptedException {
        process = launch();
        awaitStart();
    }

    /** All that the topic holds now, partition by partition. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(connection(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            var all = new ArrayList<ConsumerRecord<String, byte[]>>();
            for (var partition : partitions) {
                var only = List.of(partition);
                consumer.assign(only);
                consumer.seekToBeginning(only);
                var end = consumer.endOffsets(only).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
                }
            }
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(directory);
    }
}
