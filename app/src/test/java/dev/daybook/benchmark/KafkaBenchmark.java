package dev.daybook.benchmark;

import dev.daybook.subscribers.SubscriberHealth;
import dev.daybook.subscribers.Subscribers;
import dev.daybook.support.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how fast a log that is there already is published to Kafka: {@code KafkaBenchmark <data directory> [events]}. Each
 * round has a new topic on the same broker.
 */
public final class KafkaBenchmark {
    private static final Logger log = LoggerFactory.getLogger(KafkaBenchmark.class);
    private static final long SEED = 42;
    /** The first warms up. */
    private static final int ROUNDS = 3;

    private KafkaBenchmark() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        var directory = Path.of(args[0]);
        LogGenerator.fill(directory, args.length > 1 ? Long.parseLong(args[1]) : 1_000_000, SEED);
        try (var broker = KafkaBroker.start()) {
            for (int i = 0; i < ROUNDS; i++) {
                publish("round-" + i, directory, broker);
            }
        }
    }

    private static void publish(String topic, Path directory, KafkaBroker broker) {
        try (var shop = BenchmarkShop.open(
                "--daybook.data-dir=" + directory,
                "--daybook.kafka.topic=" + topic,
                "--spring.kafka.bootstrap-servers=" + broker.address())) {
            var begin = System.nanoTime();
            var first = health(shop, topic).position();
            while (health(shop, topic).lag() > 0) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            var events = shop.getBean(JdbcClient.class)
                    .sql("select count(*) from domain_events where position > ?")
                    .param(first)
                    .query(Long.class)
                    .single();
            log.info(
                    "{}: {} events in {} s, {} events/s",
                    topic,
                    events,
                    Math.round(seconds),
                    Math.round(events / seconds));
        }
    }

    private static SubscriberHealth health(ApplicationContext shop, String topic) {
        return shop.getBean(Subscribers.class).health().stream()
                .filter(subscriber -> subscriber.name().equals("kafka:" + topic))
                .findFirst()
                .orElseThrow();
    }
}
