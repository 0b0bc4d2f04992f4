package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** A connection that is lost in a transaction is a failure that passes by itself, however it is noticed. */
class StrictTransactionManagerTests {
    private final HikariDataSource pool = pool();
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final TransactionTemplate transaction = new TransactionTemplate(new StrictTransactionManager(pool));

    private static HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setDataSource(TestDatabase.dataSource());
        return pool;
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_statement_that_finds_it_lost_is_what_the_caller_hears_of() {
        var failure = catchThrowable(() -> transaction.executeWithoutResult(_ -> loseConnection()));
        assertThat(failure).isInstanceOf(DataAccessException.class).hasMessageContaining("terminating connection");
        assertThat(SqlStates.isTransient(failure)).isTrue();
    }

    @Test
    void a_commit_after_a_loss_that_was_swallowed_is_no_success() {
        var failure = catchThrowable(() -> transaction.executeWithoutResult(
                _ -> assertThat(catchThrowable(this::loseConnection)).isNotNull()));
        assertThat(failure).hasMessageContaining("nothing of it was stored");
        assertThat(SqlStates.isTransient(failure)).isTrue();
    }

    @Test
    void the_pool_goes_on_with_another() {
        var _ = catchThrowable(() -> transaction.executeWithoutResult(_ -> loseConnection()));
        transaction.executeWithoutResult(_ ->
                assertThat(jdbc.sql("select 1").query(Integer.class).single()).isOne());
    }

    @Test
    void a_commit_may_last_for_what_is_left_of_the_socket_time_out_since_its_command_came() throws Exception {
        var timeout = Duration.ofMinutes(2);
        try (var proxy = DatabaseProxy.before(TestDatabase.arguments())) {
            pool.setDataSource(TestDatabase.dataSource(proxy.through(TestDatabase.arguments())));
            var failure = assertTimeout(
                    timeout.dividedBy(2),
                    () -> catchThrowable(() -> CommandWaits.after(System.nanoTime() - timeout.toNanos(), () -> {
                        transaction.executeWithoutResult(_ -> {
                            jdbc.sql("select 1").query().singleRow();
                            setSocketTimeout(timeout);
                            proxy.fallSilent();
                        });
                        return null;
                    })));
            assertThat(failure).isNotNull();
            assertThat(SqlStates.isTransient(failure)).isTrue();
        }
    }

    private void setSocketTimeout(Duration timeout) {
        try {
            DataSourceUtils.getConnection(pool).setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void loseConnection() {
        jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                .query(Boolean.class)
                .single();
    }
}
