package dev.daybook.subscribers;

import dev.daybook.eventstore.log.LiveLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The log as Axon's processors follow it: behind its horizon, and woken as soon as any node has appended something.
 * (Axon's own source looks at the clock twice a second when the store is in the same process.)
 */
@Component
class HorizonMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final int BATCH = 100;

    private final EventStorageEngine engine;
    private final LiveLog liveLog;

    HorizonMessageSource(EventStorageEngine engine, LiveLog liveLog) {
        this.engine = engine;
        this.liveLog = liveLog;
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

    /** Used by one thread at a time, as Axon's coordinators do. */
    private final class Follower implements BlockingStream<TrackedEventMessage<?>> {
        private final ArrayDeque<TrackedEventMessage<?>> read = new ArrayDeque<>();
        private TrackingToken token;
        private Runnable forget = () -> {};

        Follower(TrackingToken token) {
            this.token = new GlobalSequenceTrackingToken(token.position().orElse(0));
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (read.isEmpty()) {
                try (var events = engine.readEvents(token, false)) {
                    events.limit(BATCH).forEach(read::add);
                }
                if (!read.isEmpty()) {
                    token = read.getLast().trackingToken();
                }
            }
            return Optional.ofNullable(read.peek());
        }

        /** Does not wait: there is {@link #setOnAvailableCallback} for that. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            var next = peek().orElseThrow();
            read.remove();
            return next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            forget.run();
            forget = liveLog.onAppend(callback);
            return true;
        }

        @Override
        public void close() {
            forget.run();
        }
    }
}
