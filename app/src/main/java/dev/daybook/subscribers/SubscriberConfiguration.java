package dev.daybook.subscribers;

import dev.daybook.commands.Busy;
import dev.daybook.commands.LogFields;
import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.UnknownEvent;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/** Configures subscribers as streaming processors; each runs on one node at a time, and on another when that is gone. */
@Configuration(proxyBeanMethods = false)
class SubscriberConfiguration {
    static final Subscriber NOTIFICATION_SENDER =
            new Subscriber("notification-sender", 50, SequentialPerAggregatePolicy.instance(), _ -> false);

    /** As many as are read from the log at once. */
    private static final int ORDERED_BATCH_SIZE = 500;

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
    private static EnqueueDecision<EventMessage<?>> decide(Subscriber subscriber, Throwable cause) {
        if (cause instanceof RuntimeException failure
                && (SqlStates.isTransient(cause)
                        || cause instanceof Busy
                        || cause instanceof RejectedExecutionException
                        || UnknownEvent.isCauseOf(cause)
                        || subscriber.isTransient().test(cause))) {
            throw failure;
        }
        return Decisions.enqueue(NestedExceptionUtils.getMostSpecificCause(cause));
    }

    /** Takes the readers of the store lazily, since the store depends on this configuration. */
    @Bean
    ConfigurerModule followersOfTheLog(
            ObjectProvider<Subscriber> subscribers,
            ObjectProvider<EventQueries> eventQueries,
            Followers followers,
            SubscriberDatabase database,
            Clock clock) {
        return configurer -> Stream.concat(Stream.of(NOTIFICATION_SENDER), subscribers.stream())
                .forEach(subscriber -> {
                    var name = subscriber.name();
                    followers
                            .add(configurer, name, subscriber.batchSize())
                            .registerSequencingPolicy(name, _ -> subscriber.sequences())
                            .registerHandlerInterceptor(name, _ -> (work, chain) -> {
                                try (var _ = LogFields.of(work.getMessage())) {
                                    return chain.proceed();
                                }
                            })
                            .registerDeadLetterPolicy(name, _ -> (_, cause) -> decide(subscriber, cause))
                            .registerDeadLetterQueue(
                                    name, _ -> new DeadLetters(name, database.jdbc(), eventQueries.getObject(), clock))
                            // Only the owner of a segment adds letters to it: it need not ask for each event.
                            .registerDeadLetteringEventHandlerInvokerConfiguration(
                                    name, (_, invoker) -> invoker.enableSequenceIdentifierCache());
                });
    }

    @Bean
    ConfigurerModule orderedFollowersOfTheLog(ObjectProvider<OrderedSubscriber> ordered, Followers followers) {
        return configurer -> ordered.forEach(subscriber -> {
            var handler = new OrderedHandler(subscriber);
            followers
                    .add(configurer, subscriber.name(), ORDERED_BATCH_SIZE)
                    .registerEventHandler(_ -> handler)
                    .assignHandlerInstancesMatching(subscriber.name(), handler::equals);
        });
    }

    /** Stores the first positions of those that are new. Axon would do so too, but fails when two nodes do it at once. */
    @Bean
    SmartInitializingSingleton firstPositions(
            ObjectProvider<Subscriber> subscribers,
            ObjectProvider<OrderedSubscriber> ordered,
            SubscriberDatabase database,
            EventQueries eventQueries) {
        return () -> {
            subscribers.forEach(subscriber -> storeIfNew(database, subscriber.name(), eventQueries.head()));
            ordered.forEach(subscriber -> storeIfNew(database, subscriber.name(), 0));
        };
    }

    private static void storeIfNew(SubscriberDatabase database, String subscriber, long position) {
        database.jdbc()
                .sql("""
                        insert into subscriber_tokens (subscriber, segment, token, token_type, claimed_at)
                        values (?, 0, convert_to(jsonb_build_object('globalIndex', ?)::text, 'UTF8'), ?, '1970-01-01T00:00:00Z')
                        on conflict do nothing""")
                .params(subscriber, position, GlobalSequenceTrackingToken.class.getName())
                .update();
    }
}
