package dev.daybook.eventstore.axon;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;

/**
 * Axon's transactions, of which a nested command joins that of the command around it. A nested command that fails marks
 * the whole transaction as failed, as Spring itself does: Axon's own manager undoes nothing then and says nothing, so that
 * what the nested command has written would be stored if the command around it caught the failure and went on. A handler
 * that wants to go on has to send such a command within a savepoint, to which the transaction goes back
 * ({@code PROPAGATION_NESTED}).
 */
final class JoiningTransactionManager extends SpringTransactionManager {
    private static final String FAILURE = JoiningTransactionManager.class.getName();

    private final PlatformTransactionManager transactions;

    JoiningTransactionManager(PlatformTransactionManager transactions) {
        super(transactions);
        this.transactions = transactions;
    }

    @Override
    protected void rollbackTransaction(TransactionStatus status) {
        if (status.isCompleted()) {
            return;
        }
        CurrentUnitOfWork.ifStarted(JoiningTransactionManager::remember);
        transactions.rollback(status);
    }

    @Override
    protected void commitTransaction(TransactionStatus status) {
        try {
            super.commitTransaction(status);
        } catch (UnexpectedRollbackException e) {
            throw new HalfDone(failureOr(e));
        }
    }

    private static void remember(UnitOfWork<?> failed) {
        var result = failed.getExecutionResult();
        if (result != null && result.isExceptionResult()) {
            failed.root().resources().putIfAbsent(FAILURE, result.getExceptionResult());
        }
    }

    private static Throwable failureOr(Throwable otherwise) {
        return CurrentUnitOfWork.isStarted()
                        && CurrentUnitOfWork.get().root().resources().get(FAILURE) instanceof Throwable failure
                ? failure
                : otherwise;
    }

    /** What came of a command that went on after a part of it had failed. */
    static final class HalfDone extends RuntimeException {
        HalfDone(Throwable failure) {
            super(
                    "A part of the command failed, and the command went on: nothing of it was stored. " + failure,
                    failure);
        }
    }
}
