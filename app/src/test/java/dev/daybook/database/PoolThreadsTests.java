package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Tests how soon a pool finds a database that was away for long, and for which somebody waits. */
class PoolThreadsTests {
    /** The pause after the tenth attempt in vain is five seconds. */
    private static final int ATTEMPTS = 10;

    private static final Duration LESS_THAN_THE_PAUSE = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String[] arguments = TestDatabase.arguments();
    private final DatabaseProxy proxy = DatabaseProxy.before(arguments);
    private final String[] throughProxy = proxy.through(arguments);
    private final PoolThreads threads = new PoolThreads();
    private final DedicatedConnections dedicated = new DedicatedConnections(
            TestDatabase.connection(throughProxy), new ConnectionTimeouts(TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT), threads);
    private final AtomicInteger attempts = new AtomicInteger();
    private final HikariDataSource pool = pool();

    private HikariDataSource pool() {
        var hikari = new HikariDataSource();
        hikari.setDataSource(new Counting(TestDatabase.dataSource(throughProxy)));
        hikari.setConnectionTimeout(Duration.ofMinutes(1).toMillis());
        hikari.setInitializationFailTimeout(-1);
        hikari.setMaximumPoolSize(1);
        threads.postProcessBeforeInitialization(hikari, "pool");
        return hikari;
    }

    private final class Counting extends DelegatingDataSource {
        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            attempts.incrementAndGet();
            return super.getConnection();
        }
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        proxy.close();
    }

    @Test
    void a_connection_of_its_own_shows_it_to_the_pools() throws Exception {
        proxy.refuse();
        assertThatThrownBy(() -> dedicated.open("test")).isInstanceOf(SQLException.class);
        var waiting = new FutureTask<>(() -> {
            pool.getConnection().close();
            return true;
        });
        Thread.ofVirtual().start(waiting);
        await().atMost(Duration.ofMinutes(1)).until(() -> attempts.get() >= ATTEMPTS);

        proxy.restore();
        dedicated.open("test").close();
        await().atMost(LESS_THAN_THE_PAUSE).until(waiting::isDone);
        assertThat(waiting.get()).isTrue();
    }
}
