package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Refuses a connection at once to a thread that has just waited for one in vain. A request, which has a thread of its own,
 * would otherwise wait for each of its fields.
 */
final class ImpatientDataSource extends DelegatingDataSource {
    private static final Duration REFUSAL = Duration.ofSeconds(1);
    private static final ThreadLocal<@Nullable Refusal> LAST = new ThreadLocal<>();

    private volatile long lastCommit = System.nanoTime();

    private record Refusal(long time, SQLTransientConnectionException reason) {
        boolean isRecent() {
            return System.nanoTime() - time < REFUSAL.toNanos();
        }
    }

    private ImpatientDataSource(DataSource pool) {
        super(pool);
    }

    /** The one that others wrap; none where a pool is used by itself. */
    static Optional<ImpatientDataSource> in(DataSource outer) {
        try {
            return outer.isWrapperFor(ImpatientDataSource.class)
                    ? Optional.of(outer.unwrap(ImpatientDataSource.class))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("A data source that cannot say what it wraps", e);
        }
    }

    /** A transaction on one of the connections was committed. */
    void committed() {
        lastCommit = System.nanoTime();
    }

    /** Whether this thread would be refused at once. */
    static boolean refusesThisThread() {
        var last = LAST.get();
        return last != null && last.isRecent();
    }

    @Override
    public Connection getConnection() throws SQLException {
        var last = LAST.get();
        if (last != null) {
            if (last.isRecent()) {
                var reason = last.reason();
                throw new SQLTransientConnectionException(
                        reason.getMessage(), reason.getSQLState(), reason.getErrorCode(), reason);
            }
            LAST.remove();
        }
        var begin = System.nanoTime();
        try {
            return ConnectionChecks.checked(super.getConnection(), begin, lastCommit);
        } catch (SQLTransientConnectionException e) {
            LAST.set(new Refusal(System.nanoTime(), e));
            throw e;
        }
    }

    /** Wraps the pool of the shop, before what may read elsewhere. */
    @Component
    static final class Wrapper implements BeanPostProcessor, Ordered {
        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource pool ? new ImpatientDataSource(pool) : bean;
        }
    }
}
