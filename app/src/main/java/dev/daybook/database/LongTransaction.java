package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Transaction without the time limits of commands, for reading or writing the whole log. */
public final class LongTransaction {
    /** Time for one answer, such as that of a statement that sorts the log; the pool restores its own. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofHours(1);

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;

    public LongTransaction(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
    }

    /** Makes it read-only, on one snapshot of the database. */
    public LongTransaction reading() {
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return this;
    }

    public <T> T call(Supplier<T> work) {
        return transaction.execute(_ -> {
            // Through pg_settings, since not every version of PostgreSQL has each of them.
            jdbc.queryForList("""
                    select set_config(name, '0', true) from pg_settings
                    where name in ('transaction_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout')""");
            jdbc.execute((ConnectionCallback<@Nullable Void>) LongTransaction::awaitLongAnswers);
            return work.get();
        });
    }

    private static @Nullable Void awaitLongAnswers(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SOCKET_TIMEOUT.toMillis()));
        return null;
    }
}
