package dev.daybook.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Fails the commit of a transaction that PostgreSQL has already aborted. PostgreSQL answers such a COMMIT with a
 * ROLLBACK and no error, so that code that has swallowed the error before would take everything for stored.
 */
public final class StrictTransactionManager extends JdbcTransactionManager {
    private final DataSource dataSource;

    public StrictTransactionManager(DataSource dataSource) {
        super(dataSource);
        this.dataSource = dataSource;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (isFailed()) {
            doRollback(status);
            throw new TransactionSystemException("The transaction failed before its commit: nothing of it was stored");
        }
        super.doCommit(status);
    }

    private boolean isFailed() {
        if (!(TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder)) {
            return false;
        }
        try {
            return holder.getConnection().unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
        } catch (SQLException e) {
            throw new TransactionSystemException("Cannot tell the state of the transaction", e);
        }
    }
}
