package dev.daybook.eventstore.axon;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;

/**
 * Axon's transaction manager, with Spring's propagation: a nested command joins the transaction of the command around
 * it, and marks it as rollback-only when it fails. Axon's own manager does not, so that the writes of the nested
 * command would be stored if the command around it caught the failure and went on. A handler that wants to go on sends
 * such a command within a savepoint ({@code PROPAGATION_NESTED}).
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
            throw new NestedCommandFailed(failureOr(e));
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

    /** A nested command failed, and the command around it went on. */
    static final class NestedCommandFailed extends RuntimeException {
        NestedCommandFailed(Throwable failure) {
            super(
                    "A part of the command failed, and the command went on: nothing of it was stored. " + failure,
                    failure);
        }
    }
}
