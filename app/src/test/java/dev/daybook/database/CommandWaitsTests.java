package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tests how short the time for locks becomes, and who asks a connection for a sign of life. Here it has none left, which an
 * attempt to use it would show as well.
 */
class CommandWaitsTests {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HikariDataSource hikari = new HikariDataSource();
    private final DataSource pool = pool();
    private final TransactionTemplate transaction = new TransactionTemplate(new StrictTransactionManager(pool));

    private DataSource pool() {
        hikari.setDataSource(TestDatabase.dataSource());
        hikari.setConnectionInitSql("set lock_timeout = '5s'");
        return (DataSource) new ImpatientDataSource.Wrapper().postProcessAfterInitialization(hikari, "pool");
    }

    @AfterEach
    void close() {
        hikari.close();
    }

    @Test
    void one_is_asked_by_who_has_waited_and_has_not_heard_of_a_commit_for_half_a_second() {
        await().ignoreExceptions().untilAsserted(() -> {
            returnLost();
            assertThatThrownBy(() -> takeAfterWait().close()).hasCauseInstanceOf(SQLTransientConnectionException.class);
        });
    }

    @Test
    void one_is_not_asked_as_long_as_others_commit() {
        await().ignoreExceptions().untilAsserted(() -> {
            transaction.executeWithoutResult(
                    _ -> JdbcClient.create(pool).sql("select 1").query().singleRow());
            returnLost();
            takeAfterWait().close();
        });
    }

    @Test
    void a_commit_of_nothing_is_no_sign_of_life() {
        await().ignoreExceptions().untilAsserted(() -> {
            transaction.executeWithoutResult(_ -> {});
            returnLost();
            assertThatThrownBy(() -> takeAfterWait().close()).hasCauseInstanceOf(SQLTransientConnectionException.class);
        });
    }

    @Test
    void one_is_not_asked_by_who_has_not_waited() {
        await().ignoreExceptions().untilAsserted(() -> {
            returnLost();
            pool.getConnection().close();
        });
    }

    @Test
    void a_command_that_has_waited_gets_that_much_less_time_for_locks() {
        assertThat(lockTimeout(Duration.ofSeconds(2))).isBetween(1_000, 3_000);
        assertThat(lockTimeout(LONG)).as("at least").isEqualTo(500);
        assertThat(lockTimeout(Duration.ofMillis(200)))
                .as("not worth a statement")
                .isEqualTo(5_000);
        assertThat(lockTimeout()).as("of the session").isEqualTo(5_000);
    }

    @Test
    void it_waits_so_much_shorter_for_streams_too() {
        var limit = Duration.ofSeconds(5);
        Duration left = CommandWaits.after(ago(LONG), () -> CommandWaits.leftOf(limit));
        assertThat(left).isEqualTo(Duration.ofMillis(500));
        assertThat(CommandWaits.leftOf(limit)).as("without a command").isEqualTo(limit);
    }

    @Test
    void a_short_time_for_locks_is_left_and_so_is_none() {
        hikari.setConnectionInitSql("set lock_timeout = '300ms'");
        assertThat(lockTimeout(LONG)).isEqualTo(300);
        transaction.executeWithoutResult(
                _ -> JdbcClient.create(pool).sql("set session lock_timeout = 0").update());
        assertThat(lockTimeout(LONG)).isZero();
    }

    private int lockTimeout(Duration waited) {
        return CommandWaits.after(ago(waited), () -> transaction.execute(_ -> lockTimeout()));
    }

    /** In milliseconds. */
    private int lockTimeout() {
        return JdbcClient.create(pool)
                .sql("select setting::int from pg_settings where name = 'lock_timeout'")
                .query(Integer.class)
                .single();
    }

    private static long ago(Duration time) {
        return System.nanoTime() - time.toNanos();
    }

    /** The next that this thread is given. */
    private void returnLost() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            JdbcClient.create(TestDatabase.dataSource())
                    .sql("select pg_terminate_backend(?, 5000)")
                    .param(row.getInt(1))
                    .query(Boolean.class)
                    .single();
        }
    }

    private Connection takeAfterWait() {
        return CommandWaits.after(ago(Duration.ofSeconds(1)), () -> {
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
