package dev.daybook.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Health of the database's disk: down from the first command that finds it full until there is space again. */
@Component
public class DatabaseDisk implements HealthIndicator {
    /** Takes new pages of a table, some 700 kB: a row alone could find a place in an old one. */
    private static final String TAKE_SPACE =
            "create temporary table space on commit drop as select n from generate_series(1, 20000) n";

    private static final Logger log = LoggerFactory.getLogger(DatabaseDisk.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private volatile boolean full;

    DatabaseDisk(JdbcClient jdbc, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        Gauge.builder("daybook.database.disk.full", this, disk -> disk.full ? 1 : 0)
                .description("1 from a command that finds the disk of the database full until there is space again")
                .register(meters);
    }

    /** Takes note of the failure of a command. */
    public void note(@Nullable Throwable failure) {
        if (SqlStates.isDiskFull(failure) && !full) {
            full = true;
            log.error("The disk of the database is full, and it refuses to write: {}", String.valueOf(failure));
        }
    }

    @Override
    public Health health() {
        return (full ? Health.down() : Health.up()).build();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void lookForSpace() {
        if (!full) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql(TAKE_SPACE).update();
                status.setRollbackOnly();
            });
            full = false;
            log.info("The database writes again");
        } catch (DataAccessException | TransactionException stillFull) {
            log.debug("There is no space yet", stillFull);
        }
    }
}
