package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLWarning;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins transactions on the primary, and fails the commit of a transaction that PostgreSQL has already aborted. PostgreSQL answers such a COMMIT with a
 * ROLLBACK and no error, so that code that has swallowed the error before would take everything for stored. A commit
 * whose wait for a synchronous standby was cancelled fails too, though it is stored on the primary: PostgreSQL only warns
 * of it. A lost connection is always told as such, so that its loss counts as one that passes by itself. The pool hears of
 * commits, which show that the server is there. Who has waited for long gets less time for locks.
 */
public final class StrictTransactionManager extends JdbcTransactionManager {
    private static final String CONNECTION_DOES_NOT_EXIST = "08003";
    private static final String OUTCOME_UNKNOWN = "08007";
    /** Function of PostgreSQL that waits, and warns when it has not waited long enough. Its messages are translated. */
    private static final String WAIT_FOR_STANDBY = "SyncRepWaitForLSN";

    private final DataSource dataSource;
    private final Optional<ImpatientDataSource> pool;

    public StrictTransactionManager(DataSource dataSource) {
        super(dataSource);
        this.dataSource = dataSource;
        this.pool = ImpatientDataSource.in(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        ReplicaReads.onPrimaryOnly();
        super.doBegin(transaction, definition);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        CommandWaits.begun(connection);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        var state = state();
        if (state == TransactionState.FAILED) {
            doRollback(status);
            throw new TransactionSystemException("The transaction failed before its commit: nothing of it was stored");
        }
        commit(status);
        // The server hears nothing of a transaction without a statement.
        if (state == TransactionState.OPEN) {
            pool.ifPresent(ImpatientDataSource::committed);
        }
        if (connection().filter(StrictTransactionManager::isOnPrimaryAlone).isPresent()) {
            throw new TransactionSystemException(
                    "The commit is on no standby yet, since its wait was cancelled",
                    new SQLException("Wait for a synchronous standby cancelled", OUTCOME_UNKNOWN));
        }
    }

    private void commit(DefaultTransactionStatus status) {
        var connection = connection();
        if (connection.isEmpty()) {
            super.doCommit(status);
            return;
        }
        try {
            CommandWaits.commit(connection.get(), () -> super.doCommit(status));
        } catch (SQLException lost) {
            throw lostAtCommit(lost);
        }
    }

    private static TransactionSystemException lostAtCommit(SQLException lost) {
        return new TransactionSystemException("The connection was lost at the commit", lost);
    }

    private static boolean isOnPrimaryAlone(Connection connection) {
        try {
            return Stream.iterate(connection.getWarnings(), Objects::nonNull, SQLWarning::getNextWarning)
                    .anyMatch(warning -> warning instanceof PSQLWarning postgres
                            && postgres.getServerErrorMessage() != null
                            && WAIT_FOR_STANDBY.equals(
                                    postgres.getServerErrorMessage().getRoutine()));
        } catch (SQLException lost) {
            throw lostAtCommit(lost);
        }
    }

    /** Passes over a lost connection: PostgreSQL rolls back by itself, and the failure that tells of the loss goes on. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (DataAccessException | TransactionException failure) {
            if (!isLost()) {
                throw failure;
            }
            logger.debug("Nothing to roll back on a lost connection", failure);
        }
    }

    private TransactionState state() {
        return connection()
                .map(connection -> {
                    try {
                        return connection.unwrap(BaseConnection.class).getTransactionState();
                    } catch (SQLException closed) {
                        throw new TransactionSystemException(
                                "The connection was lost before the commit: nothing of it was stored",
                                new SQLException(closed.getMessage(), CONNECTION_DOES_NOT_EXIST, closed));
                    }
                })
                .orElse(TransactionState.IDLE);
    }

    private boolean isLost() {
        return connection()
                .map(connection -> {
                    try {
                        return connection.isClosed();
                    } catch (SQLException e) {
                        return true;
                    }
                })
                .orElse(false);
    }

    private Optional<Connection> connection() {
        return TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? Optional.of(holder.getConnection())
                : Optional.empty();
    }
}
