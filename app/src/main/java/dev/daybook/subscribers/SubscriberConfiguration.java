package dev.daybook.subscribers;

import dev.daybook.eventstore.Journal;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    /** What reads the store is asked for late: the store is made by what this configures. */
    @Bean
    ConfigurerModule followersOfTheLog(
            ObjectProvider<FollowedLog> log,
            ObjectProvider<Journal> journal,
            SubscriberDatabase database,
            Clock clock) {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessor(
                        NOTIFICATION_SENDER,
                        _ -> log.getObject(),
                        (_, processor) -> processor
                                .initialSegmentCount(1)
                                .batchSize(BATCH)
                                // What was there before the shop had this subscriber is no news.
                                .initialToken(StreamableMessageSource::createHeadToken))
                .registerTransactionManager(NOTIFICATION_SENDER, _ -> database.transactions())
                .registerDeadLetterQueue(
                        NOTIFICATION_SENDER,
                        _ -> new DeadLetters(NOTIFICATION_SENDER, database.jdbc(), journal.getObject(), clock));
    }
}
