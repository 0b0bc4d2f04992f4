package dev.daybook.subscribers;

import org.axonframework.config.Configurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Registers streaming processors that follow the log, each with threads of its own. */
@Component
class Followers {
    /** Time after which a node looks for a segment that nobody has: one that another has left, or it itself after a failure. */
    private static final long CLAIM_INTERVAL_MILLIS = 1_000;

    private final ObjectProvider<HorizonMessageSource> log;
    private final SubscriberDatabase database;
    private final SubscriberThreads threads;
    private final SubscriberFailures failures;

    /** Takes the reader of the store lazily, since the store depends on the configuration of subscribers. */
    Followers(
            ObjectProvider<HorizonMessageSource> log,
            SubscriberDatabase database,
            SubscriberThreads threads,
            SubscriberFailures failures) {
        this.log = log;
        this.database = database;
        this.threads = threads;
        this.failures = failures;
    }

    EventProcessingConfigurer add(Configurer configurer, String name, int batchSize) {
        return configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessor(
                        name,
                        _ -> log.getObject(),
                        (_, processor) -> processor
                                .coordinatorExecutor(threads.open(name + "-coordinator"))
                                .workerExecutor(threads.open(name + "-worker"))
                                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                                // Else another node takes over while an event is handled for long.
                                .enableCoordinatorClaimExtension()
                                .batchSize(batchSize))
                .registerTransactionManager(name, _ -> database.transactions())
                .registerErrorHandler(name, _ -> failures);
    }
}
