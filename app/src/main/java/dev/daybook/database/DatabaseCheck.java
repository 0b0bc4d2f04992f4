package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Asks the database for a sign of life, and has an answer soon whatever the pool does: the pool waits longer for a
 * connection than who asks.
 */
@Component
public class DatabaseCheck {
    private static final Duration POOL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(800);
    private static final Logger log = LoggerFactory.getLogger(DatabaseCheck.class);

    private final DataSource pool;
    private final DedicatedConnections connections;

    DatabaseCheck(DataSource pool, DedicatedConnections connections) {
        this.pool = pool;
        this.connections = connections;
    }

    /** Answers of the check. */
    public enum State {
        ANSWERS,
        /** The database is there, but the pool has no connection that works. */
        POOL_EXHAUSTED,
        AWAY
    }

    /** @param roundTripMillis of the smallest statement there is; how long was waited in vain when there was no answer */
    public record Finding(State state, double roundTripMillis) {}

    @FunctionalInterface
    private interface Source {
        Connection open() throws SQLException;
    }

    public Finding check() {
        var start = System.nanoTime();
        try {
            // Who has just waited in vain need not wait again.
            if (!RequestWaits.wereInVain()) {
                return new Finding(State.ANSWERS, roundTrip(pool::getConnection, POOL_TIMEOUT));
            }
        } catch (CompletionException e) {
            log.debug("The pool has no connection", e);
        }
        try {
            var probe = roundTrip(() -> connections.openForShortStatements("daybook check"), PROBE_TIMEOUT);
            return new Finding(State.POOL_EXHAUSTED, probe);
        } catch (CompletionException e) {
            log.warn(
                    "The database cannot be asked: {}",
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
            return new Finding(State.AWAY, millisSince(start));
        }
    }

    private static double roundTrip(Source source, Duration timeout) {
        var answer = new CompletableFuture<Double>();
        Thread.startVirtualThread(() -> {
            try (var connection = source.open();
                    var statement = connection.createStatement()) {
                var start = System.nanoTime();
                statement.execute("select 1");
                answer.complete(millisSince(start));
            } catch (SQLException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
