package dev.daybook.database;

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

/** Tests who asks a connection for a sign of life. Here it has none left, which an attempt to use it would show as well. */
class ConnectionChecksTests {
    private final HikariDataSource hikari = new HikariDataSource();
    private final DataSource pool = pool();
    private final TransactionTemplate transaction = new TransactionTemplate(new StrictTransactionManager(pool));

    private DataSource pool() {
        hikari.setDataSource(TestDatabase.dataSource());
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
        var begin = System.nanoTime() - Duration.ofSeconds(1).toNanos();
        return ConnectionChecks.afterWait(begin, () -> {
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
