package dev.daybook.graphql.operations;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.eventstore.log.EventFilter;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.graphql.operations.SystemHealth.DatabaseHealth;
import dev.daybook.graphql.operations.SystemHealth.EventStoreHealth;
import dev.daybook.graphql.operations.SystemHealth.HealthStatus;
import dev.daybook.graphql.operations.SystemHealth.Pool;
import dev.daybook.subscribers.Subscribers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Checks the health of the system. A part that does not answer in time is down, rather than an error of the field,
 * since that is the fact the caller asks for.
 */
@Controller
class SystemHealthController {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(SystemHealthController.class);

    private final DataSource dataSource;
    private final EventQueries eventQueries;
    private final Subscribers subscribers;

    SystemHealthController(DataSource dataSource, EventQueries eventQueries, Subscribers subscribers) {
        this.dataSource = dataSource;
        this.eventQueries = eventQueries;
        this.subscribers = subscribers;
    }

    @QueryMapping
    SystemHealth systemHealth() throws SQLException {
        var pool = pool();
        var start = System.nanoTime();
        try {
            var roundTrip = roundTrip();
            return new SystemHealth(
                    DatabaseHealth.of(pool, roundTrip),
                    new EventStoreHealth(eventQueries.head(), () -> eventQueries.count(EventFilter.all())),
                    subscribers.health());
        } catch (CompletionException | DataAccessException e) {
            log.warn(
                    "The database cannot be asked: {}",
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
            return new SystemHealth(
                    DatabaseHealth.of(HealthStatus.DOWN, pool, millisSince(start)),
                    new EventStoreHealth(0, () -> 0L),
                    List.of());
        }
    }

    private Pool pool() throws SQLException {
        var hikari = dataSource.unwrap(HikariDataSource.class);
        var now = hikari.getHikariPoolMXBean();
        return new Pool(
                now.getTotalConnections(),
                hikari.getMaximumPoolSize(),
                now.getIdleConnections(),
                now.getActiveConnections(),
                now.getThreadsAwaitingConnection());
    }

    /**
     * Round trip to the database on another thread: the pool itself would wait longer for a connection than the caller
     * for this answer.
     */
    private double roundTrip() {
        var answer = new CompletableFuture<Double>();
        Thread.startVirtualThread(() -> {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                var start = System.nanoTime();
                statement.execute("select 1");
                answer.complete(millisSince(start));
            } catch (SQLException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
