package dev.daybook.subscribers;

import dev.daybook.commands.Busy;
import dev.daybook.commands.LogFields;
import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.UnknownEvent;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/** Configures subscribers as streaming processors; each runs on one node at a time, and on another when that is gone. */
@Configuration(proxyBeanMethods = false)
class SubscriberConfiguration {
    /** The processing group that follows the log; all others are projections. */
    static final String NOTIFICATION_SENDER = "notification-sender";

    private static final int BATCH_SIZE = 50;
    /** Time after which a node looks for a segment that nobody has: one that another has left, or it itself after a failure. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    private static final TokenSchema SCHEMA = TokenSchema.builder()
            .setTokenTable("subscriber_tokens")
            .setProcessorNameColumn("subscriber")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("claimed_at")
            .setOwnerColumn("owner")
            .build();

    @Bean
    TokenStore tokenStore(SubscriberDatabase database, @Qualifier("serializer") Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(database.connections())
                .serializer(serializer)
                .schema(SCHEMA)
                // Two nodes may have the same process id on hosts of the same name, as containers do.
                .nodeId(UUID.randomUUID().toString())
                .build();
    }

    /** Lets Axon retry, in the order of the log, a failure that is transient or needs a newer node; any other makes the event a dead letter. */
    private static EnqueueDecision<EventMessage<?>> decide(
            DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof RuntimeException failure
                && (SqlStates.isTransient(cause)
                        || cause instanceof Busy
                        || cause instanceof RejectedExecutionException
                        || UnknownEvent.isCauseOf(cause))) {
            throw failure;
        }
        return Decisions.enqueue(NestedExceptionUtils.getMostSpecificCause(cause));
    }

    /** Takes the readers of the store lazily, since the store depends on this configuration. */
    @Bean
    ConfigurerModule followersOfTheLog(
            ObjectProvider<HorizonMessageSource> log,
            ObjectProvider<EventQueries> eventQueries,
            SubscriberDatabase database,
            SubscriberThreads threads,
            Clock clock) {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessor(
                        NOTIFICATION_SENDER,
                        _ -> log.getObject(),
                        (_, processor) -> processor
                                .coordinatorExecutor(threads.coordinator())
                                .workerExecutor(threads.worker())
                                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                                .batchSize(BATCH_SIZE))
                .registerHandlerInterceptor(NOTIFICATION_SENDER, _ -> (work, chain) -> {
                    try (var _ = LogFields.of(work.getMessage())) {
                        return chain.proceed();
                    }
                })
                .registerTransactionManager(NOTIFICATION_SENDER, _ -> database.transactions())
                .registerDeadLetterPolicy(NOTIFICATION_SENDER, _ -> SubscriberConfiguration::decide)
                .registerDeadLetterQueue(
                        NOTIFICATION_SENDER,
                        _ -> new DeadLetters(NOTIFICATION_SENDER, database.jdbc(), eventQueries.getObject(), clock))
                // Only the owner of a segment adds letters to it, so it need not ask for each event whether there are
                // any.
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        NOTIFICATION_SENDER, (_, invoker) -> invoker.enableSequenceIdentifierCache());
    }
}
