package dev.daybook.eventstore.axon;

import dev.daybook.database.SqlStates;
import dev.daybook.database.StrictTransactionManager;
import dev.daybook.eventstore.log.EventRows;
import dev.daybook.eventstore.serialization.EventNames;
import dev.daybook.personaldata.PersonalDataEncryption;
import dev.daybook.personaldata.PersonalKeyring;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Configures Axon for PostgreSQL; all else is Axon's default. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {
    private static final int CACHED_AGGREGATES = 20_000;
    private static final long STOP_SECONDS = 1;

    // In microseconds, as PostgreSQL stores times: a row must not depend on whether its event was stored in between.
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));

    static {
        GenericEventMessage.clock = CLOCK;
    }

    @Bean
    Clock clock() {
        return CLOCK;
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new StrictTransactionManager(dataSource);
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new JoiningTransactionManager(transactions);
    }

    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return SqlStates::isUniqueViolation;
    }

    @Bean
    EventRows eventRows(
            @Qualifier("serializer") Serializer serializer,
            PersonalDataEncryption encryption,
            PersonalKeyring keyring,
            org.axonframework.config.Configuration axon) {
        return new EventRows(serializer, axon.upcasterChain(), encryption, keyring);
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            ConnectionProvider connections,
            TransactionManager transactions,
            Cache aggregates,
            CommitBatches batches,
            @Qualifier("serializer") Serializer serializer,
            EventRows rows,
            PersonalDataEncryption encryption,
            EventNames names,
            org.axonframework.config.Configuration axon) {
        return new PostgresEventStorageEngine(
                connections,
                transactions,
                aggregates,
                batches,
                serializer,
                rows,
                encryption,
                axon.upcasterChain(),
                snapshot -> names.reads(snapshot.getPayload().getType()));
    }

    @Bean
    EventStore eventStore(EventStorageEngine engine, org.axonframework.config.Configuration axon) {
        return new ChangedStreams(EmbeddedEventStore.builder()
                .storageEngine(engine)
                .spanFactory(axon.getComponent(EventBusSpanFactory.class))
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore")));
    }

    /** Runs projections in the transaction of their command, and lets their failures reach the caller. */
    @Bean
    ConfigurerModule projectionsWithinTheCommand() {
        return configurer -> configurer
                .eventProcessing()
                .usingSubscribingEventProcessors()
                .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance());
    }

    /** Bounds the time for which a stop waits until subscribers have given back their claims, for which they need the database. */
    @Bean
    ConfigurerModule promptStop() {
        return configurer -> configurer.configureLifecyclePhaseTimeout(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Bean
    Cache aggregates(JdbcClient jdbc) {
        return new VersionCheckedAggregateCache(CACHED_AGGREGATES, jdbc);
    }

    @Bean
    SnapshotTriggerDefinition snapshots(Snapshotter snapshotter) {
        return new SnapshotTriggers(snapshotter);
    }

    @Bean
    Snapshotter snapshotter(
            org.axonframework.config.Configuration axon,
            HandlerDefinition handlers,
            ParameterResolverFactory parameters,
            EventStore events,
            TransactionManager transactions,
            SnapshotExecutor executor) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .handlerDefinition(handlers)
                .parameterResolverFactory(parameters)
                .eventStore(events)
                .transactionManager(transactions)
                .executor(executor)
                .build();
    }
}
