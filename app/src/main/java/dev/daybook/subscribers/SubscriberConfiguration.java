package dev.daybook.subscribers;

import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventQueries;
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

/** Each subscriber runs on one node at a time, and on another when that is gone. */
@Configuration(proxyBeanMethods = false)
class SubscriberConfiguration {
    /** The processing groups that follow the log; all others are projections. */
    static final String NOTIFICATION_SENDER = "notification-sender";

    private static final int BATCH = 20;
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

    /** What will pass is tried again by Axon, in the order of the log; all else waits in the dead letters. */
    private static EnqueueDecision<EventMessage<?>> decide(
            DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof RuntimeException passing
                && (SqlStates.isTransient(cause) || cause instanceof RejectedExecutionException)) {
            throw passing;
        }
        return Decisions.enqueue(NestedExceptionUtils.getMostSpecificCause(cause));
    }

    /** What reads the store is asked for late: the store is made by what this configures. */
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
                                .batchSize(BATCH))
                .registerTransactionManager(NOTIFICATION_SENDER, _ -> database.transactions())
                .registerDeadLetterPolicy(NOTIFICATION_SENDER, _ -> SubscriberConfiguration::decide)
                .registerDeadLetterQueue(
                        NOTIFICATION_SENDER,
                        _ -> new DeadLetters(NOTIFICATION_SENDER, database.jdbc(), eventQueries.getObject(), clock));
    }
}
