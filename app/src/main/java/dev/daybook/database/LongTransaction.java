package dev.daybook.database;

import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Transaction without the time limits of commands, for reading or writing the whole log. */
public final class LongTransaction {
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
            return work.get();
        });
    }
}
