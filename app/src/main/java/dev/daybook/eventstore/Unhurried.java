package dev.daybook.eventstore;

import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction over the whole log, which may take longer than a command ever may. */
final class Unhurried {
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;

    Unhurried(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
    }

    /** Sees the database as it is at this moment, to the end. */
    Unhurried reading() {
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return this;
    }

    <T> T call(Supplier<T> work) {
        return transaction.execute(_ -> {
            // Not every server has each of them.
            jdbc.queryForList("""
                    select set_config(name, '0', true) from pg_settings
                    where name in ('transaction_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout')""");
            return work.get();
        });
    }
}
