package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions without the time limits of commands, for reading or writing the whole log. */
@Component
public class LongTransactions {
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final JdbcTemplate jdbc;
    private final int answerMillis;

    LongTransactions(PlatformTransactionManager transactions, JdbcTemplate jdbc, ConnectionTimeouts timeouts) {
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.jdbc = jdbc;
        this.answerMillis = Math.toIntExact(timeouts.longSocketTimeout().toMillis());
    }

    public <T> T write(Supplier<T> work) {
        return call(work, writing);
    }

    /** Reads one snapshot of the database. */
    public <T> T read(Supplier<T> work) {
        return call(work, reading);
    }

    private <T> T call(Supplier<T> work, TransactionTemplate transaction) {
        return transaction.execute(_ -> {
            // Through pg_settings, since not every version of PostgreSQL has each of them.
            jdbc.queryForList("""
                    select set_config(name, '0', true) from pg_settings
                    where name in ('transaction_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout')""");
            jdbc.execute((ConnectionCallback<@Nullable Void>) this::awaitLongAnswers);
            return work.get();
        });
    }

    /** A single answer may take long, such as that of a statement that sorts the log. The pool restores its own time-out. */
    private @Nullable Void awaitLongAnswers(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, answerMillis);
        return null;
    }
}
