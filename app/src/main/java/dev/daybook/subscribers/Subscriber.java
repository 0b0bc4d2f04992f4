package dev.daybook.subscribers;

import java.util.function.Predicate;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * Streaming processor that follows the log, with a position, dead letters and threads of its own, so that it holds up no
 * other. Each bean of this type is one; it begins at the head of the log when it runs for the first time.
 *
 * @param name its processing group
 * @param batchSize maximum number of events that it handles in one transaction
 * @param sequences sequence of each event: the later events of a sequence wait behind its dead letter
 * @param isTransient whether a failure, besides those of the database, is transient: the event is retried, and the later
 *     ones wait
 */
public record Subscriber(
        String name,
        int batchSize,
        SequencingPolicy<? super EventMessage<?>> sequences,
        Predicate<Throwable> isTransient) {}
