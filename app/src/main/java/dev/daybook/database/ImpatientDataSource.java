package dev.daybook.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets a request wait for its connections for a bounded time in all. The pool knows one time-out for everybody, so who has
 * waited before looks for a free connection again and again, behind those who wait in the pool.
 */
final class ImpatientDataSource extends DelegatingDataSource {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final HikariDataSource pool;
    private volatile long lastCommit = System.nanoTime();

    private ImpatientDataSource(DataSource target, HikariDataSource pool) {
        super(target);
        this.pool = pool;
    }

    /** The one that others wrap; none where a pool is used by itself. */
    static Optional<ImpatientDataSource> in(DataSource outer) {
        return find(ImpatientDataSource.class, outer);
    }

    private static <T> Optional<T> find(Class<T> type, DataSource outer) {
        try {
            return outer.isWrapperFor(type) ? Optional.of(outer.unwrap(type)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("A data source that cannot say what it wraps", e);
        }
    }

    /** A transaction on one of the connections was committed. */
    void committed() {
        lastCommit = System.nanoTime();
    }

    /** @throws SQLTransientConnectionException when none was free in time */
    @Override
    public Connection getConnection() throws SQLException {
        var begin = System.nanoTime();
        var timeout = Duration.ofMillis(pool.getConnectionTimeout());
        var left = RequestWaits.leftForConnection(timeout);
        try {
            if (left.compareTo(timeout) < 0) {
                awaitFree(begin + left.toNanos());
            }
            return CommandWaits.checked(super.getConnection(), begin, lastCommit);
        } catch (SQLTransientConnectionException e) {
            RequestWaits.inVain();
            throw e;
        } finally {
            RequestWaits.forConnection(begin);
        }
    }

    private void awaitFree(long deadline) throws SQLTransientConnectionException {
        while (pool.getHikariPoolMXBean().getIdleConnections() == 0) {
            if (System.nanoTime() - deadline >= 0) {
                throw new SQLTransientConnectionException(
                        "No connection is free, and the request has waited for long enough");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
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
            return bean instanceof DataSource target
                    ? find(HikariDataSource.class, target)
                            .<Object>map(pool -> new ImpatientDataSource(target, pool))
                            .orElse(bean)
                    : bean;
        }
    }
}
