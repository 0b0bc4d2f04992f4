package dev.daybook.subscribers;

import dev.daybook.eventstore.log.LogTail;
import dev.daybook.eventstore.log.UnknownEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Message source for Axon's streaming processors: reads the log behind the horizon that this node knows, and is notified
 * when it advances. (Axon's own source polls twice a second.)
 */
@Component
class HorizonMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    /** Time for a subscriber to handle what was delivered to it before the failure stops it. */
    private static final Duration TIME_TO_STORE = Duration.ofSeconds(2);

    private final EventStorageEngine engine;
    private final LogTail tail;
    private volatile @Nullable TrackedEventMessage<?> unknown;

    HorizonMessageSource(EventStorageEngine engine, LogTail tail) {
        this.engine = engine;
        this.tail = tail;
    }

    /** The event of an unknown type in front of which a subscriber stands at this position, if there is one. */
    Optional<TrackedEventMessage<?>> unknownAfter(long position) {
        return Optional.<TrackedEventMessage<?>>ofNullable(unknown)
                .filter(event -> event.trackingToken().position().orElseThrow() > position);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Follower(token == null ? engine.createTailToken() : token);
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        return engine.createTokenAt(at);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return createTokenAt(Instant.now().minus(duration));
    }

    /** Stream of one coordinator of Axon, which uses it on one thread at a time. */
    private final class Follower implements BlockingStream<TrackedEventMessage<?>> {
        private final ArrayDeque<TrackedEventMessage<?>> read = new ArrayDeque<>();
        private long position;
        private long lastDelivery = System.nanoTime() - TIME_TO_STORE.toNanos();
        private Runnable unregister = () -> {};

        Follower(TrackingToken token) {
            position = token.position().orElse(0);
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (read.isEmpty()) {
                var next = tail.next(position);
                read.addAll(next.events());
                position = next.end();
            }
            var next = read.peek();
            return next == null || isToWait(next) ? Optional.empty() : Optional.of(next);
        }

        /**
         * Stops in front of an event of an unknown type. The failure gives up the subscriber's claim, so that a newer
         * node can go on; before, it lets the subscriber store how far it is.
         */
        private boolean isToWait(TrackedEventMessage<?> next) {
            if (!UnknownEvent.is(next)) {
                return false;
            }
            unknown = next;
            if (System.nanoTime() - lastDelivery > TIME_TO_STORE.toNanos()) {
                throw UnknownEvent.of(next);
            }
            return true;
        }

        /** Returns at once; {@link #setOnAvailableCallback} notifies of new events. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            var next = peek().orElseThrow();
            read.remove();
            lastDelivery = System.nanoTime();
            return next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            unregister.run();
            unregister = tail.onAdvance(callback);
            return true;
        }

        @Override
        public void close() {
            unregister.run();
        }
    }
}
