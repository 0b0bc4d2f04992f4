package dev.daybook.benchmark;

import dev.daybook.support.BulkLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.axonframework.config.EventProcessingConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a new shop with the past of an {@link InventedShop}: {@code LogGenerator <data directory> [events] [seed]}. What
 * it writes is the same for the same seed, but for the keys of persons and the data encrypted with them.
 */
public final class LogGenerator {
    private static final Logger log = LoggerFactory.getLogger(LogGenerator.class);
    private static final long EVENTS = 1_000_000;
    private static final long SEED = 42;

    private LogGenerator() {}

    public static void main(String[] args) throws IOException, SQLException {
        fill(
                Path.of(args[0]),
                args.length > 1 ? Long.parseLong(args[1]) : EVENTS,
                args.length > 2 ? Long.parseLong(args[2]) : SEED);
    }

    /** Unless there are events in it already. */
    static void fill(Path directory, long events, long seed) throws IOException, SQLException {
        try (var shop = BenchmarkShop.open(directory)) {
            if (shop.getBean(JdbcClient.class)
                            .sql("select coalesce(max(position), 0) from domain_events")
                            .query(Long.class)
                            .single()
                    < events) {
                // It would begin to tell people about all of it.
                shop.getBean(EventProcessingConfiguration.class)
                        .eventProcessor("notification-sender")
                        .orElseThrow()
                        .shutDown();
                write(shop, events, seed);
            }
        }
    }

    private static void write(ApplicationContext shop, long events, long seed) throws IOException, SQLException {
        var begin = System.nanoTime();
        try (var bulk = new BulkLog(shop)) {
            var streams = new InventedShop(events, seed, bulk::append, bulk::erase).live();
            bulk.commit();
            log.info(
                    "{} events in {} streams, written in {} s",
                    events,
                    streams,
                    (System.nanoTime() - begin) / 1_000_000_000);
        }
    }
}
