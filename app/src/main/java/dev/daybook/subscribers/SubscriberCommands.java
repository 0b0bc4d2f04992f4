package dev.daybook.subscribers;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.commands.LogFields;
import dev.daybook.ordering.notification.CommandsInNewTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends commands on another thread, outside of the transaction of the subscriber: when a command fails, that transaction
 * can still store a dead letter. The commands of a batch of events are sent in one transaction, before the subscriber
 * commits that it has handled the batch. When one of them fails, the batch is delivered again, and each of its commands is
 * sent alone.
 */
@Component
class SubscriberCommands implements CommandsInNewTransaction, DisposableBean {
    private static final Actor ACTOR = new Actor.System("subscriber");
    private static final String BATCH = SubscriberCommands.class.getName();

    private final Commands commands;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Ids of the events of the batch that has failed last. There is one batch at a time. */
    private volatile Set<String> sentAlone = Set.of();

    SubscriberCommands(Commands commands) {
        this.commands = commands;
    }

    /** Commands that are stored together or not at all. */
    record SendTogether(List<CommandMessage<?>> commands) {}

    @CommandHandler
    void handle(SendTogether batch, CommandGateway gateway) {
        for (var command : batch.commands()) {
            try (var _ = LogFields.of(command)) {
                gateway.sendAndWait(command);
            }
        }
    }

    @Override
    public void send(Object command) {
        var cause = CurrentUnitOfWork.map(UnitOfWork::getCorrelationData).orElse(MetaData.emptyInstance());
        var caused = GenericCommandMessage.asCommandMessage(command)
                .andMetaData(cause)
                .andMetaData(Map.of(Actor.METADATA_KEY, ACTOR.toString()));
        if (CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?> batch
                && batch.getMessages().size() > 1
                && !sentAlone.contains(batch.getMessage().getIdentifier())) {
            batch.<List<CommandMessage<?>>>getOrComputeResource(BATCH, _ -> {
                        var batched = new ArrayList<CommandMessage<?>>();
                        batch.onPrepareCommit(_ -> sendTogether(batched, batch));
                        return batched;
                    })
                    .add(caused);
        } else {
            sendInNewTransaction(caused);
        }
    }

    private void sendTogether(List<CommandMessage<?>> batched, BatchingUnitOfWork<?> batch) {
        try {
            sendInNewTransaction(new SendTogether(List.copyOf(batched)));
        } catch (RuntimeException e) {
            sentAlone = batch.getMessages().stream().map(Message::getIdentifier).collect(toUnmodifiableSet());
            throw e;
        }
    }

    private void sendInNewTransaction(Object command) {
        try {
            CompletableFuture.runAsync(() -> commands.send(command, ACTOR), threads)
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
