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
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
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
    void what_it_waits_within_its_transaction_is_taken_off_as_well() {
        var timeouts = CommandWaits.after(
                ago(Duration.ofSeconds(1)),
                () -> transaction.execute(_ -> {
                    var atFirst = lockTimeout();
                    CommandWaits.forStream(ago(Duration.ofMillis(100)));
                    var afterShortWait = lockTimeoutOfFlush();
                    CommandWaits.forStream(ago(Duration.ofSeconds(2)));
                    return List.of(atFirst, afterShortWait, lockTimeoutOfFlush());
                }));
        assertThat(timeouts.getFirst()).isBetween(3_500, 4_000);
        assertThat(timeouts.get(1)).isEqualTo(timeouts.getFirst());
        assertThat(timeouts.get(2)).isBetween(1_000, 1_950);
    }

    @Test
    void it_is_taken_off_each_of_its_transactions() {
        CommandWaits.after(ago(LONG), () -> {
            for (var i = 0; i < 2; i++) {
                assertThat(transaction.<Integer>execute(_ -> lockTimeout())).isEqualTo(500);
            }
            return null;
        });
    }

    @Test
    void it_waits_so_much_shorter_for_streams_too() {
        var limit = Duration.ofSeconds(5);
        Duration left = CommandWaits.after(ago(LONG), () -> CommandWaits.leftOf(limit));
        assertThat(left).isEqualTo(Duration.ofMillis(500));
        assertThat(CommandWaits.leftOf(limit)).as("without a command").isEqualTo(limit);
    }

    @Test
    void a_wait_for_a_connection_counts() {
        var limit = Duration.ofSeconds(5);
        hikari.setMaximumPoolSize(1);
        CommandWaits.after(System.nanoTime(), () -> {
            assertThat(CommandWaits.leftOf(limit)).isGreaterThan(limit.minusMillis(100));
            try (var _ = CommandWaits.checked(pool.getConnection(), ago(Duration.ofSeconds(2)), System.nanoTime())) {
                assertThat(CommandWaits.leftOf(limit)).isLessThan(limit.minusSeconds(2));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", // none
        "1ms, 1",
        "300ms, 300",
        "59s, 500",
        "1min, 500",
        "61s, 1000",
        "90min, 5340000",
        "2d, 172740000"
    })
    void a_short_time_for_locks_is_left_and_so_is_none(String before, int since) {
        hikari.setConnectionInitSql("set lock_timeout = '%s'".formatted(before));
        assertThat(lockTimeout(LONG)).isBetween(since - 200, since);
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

    /** Seen by the statement that writes all. */
    private int lockTimeoutOfFlush() {
        jdbc.execute("create temp table seen as select 0 as ms");
        var look = "update seen set ms = setting::int from pg_settings where name = 'lock_timeout'";
        new RowBatch(new ViewMappings(new JdbcMappingContext()), jdbc).flush(List.of(new Write(look, List.of())));
        var seen = Objects.requireNonNull(jdbc.queryForObject("select ms from seen", Integer.class));
        jdbc.execute("drop table seen");
        return seen;
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
