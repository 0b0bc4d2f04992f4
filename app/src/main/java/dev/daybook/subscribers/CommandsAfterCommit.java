package dev.daybook.subscribers;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.ordering.notification.CommandsInNewTransaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends each command on another thread, outside of the transaction of the subscriber: when the command fails, that
 * transaction can still store a dead letter.
 */
@Component
class CommandsAfterCommit implements CommandsInNewTransaction, DisposableBean {
    private static final Actor ACTOR = new Actor.System("subscriber");

    private final Commands commands;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CommandsAfterCommit(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void send(Object command) {
        var cause = CurrentUnitOfWork.map(UnitOfWork::getCorrelationData).orElse(MetaData.emptyInstance());
        var caused = GenericCommandMessage.asCommandMessage(command).andMetaData(cause);
        try {
            CompletableFuture.runAsync(() -> commands.send(caused, ACTOR), threads)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
