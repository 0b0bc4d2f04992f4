package dev.daybook.eventstore.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Catch-up subscriptions to the log: from any position on, and then live, in the order of the log and behind its {@link
 * Horizon}. Each subscriber has a position and a thread of its own and reads on demand (backpressure), so a slow one
 * neither delays others nor fills the memory.
 */
@Component
public class EventFeed {
    private static final int BATCH_SIZE = 100;

    private final EventQueries eventQueries;
    private final LogTail tail;
    private final AtomicInteger followers = new AtomicInteger();

    EventFeed(EventQueries eventQueries, LogTail tail) {
        this.eventQueries = eventQueries;
        this.tail = tail;
    }

    /** @param position of the last event that is left out; null for the head of the log at the subscription */
    public Flux<RecordedEvent> after(@Nullable Long position, EventFilter filter) {
        return Flux.create(
                sink -> new Subscriber(sink, filter, position == null ? eventQueries.head() : position).start(),
                FluxSink.OverflowStrategy.IGNORE);
    }

    /** Number of current subscribers. */
    public int followers() {
        return followers.get();
    }

    private final class Subscriber {
        private final FluxSink<RecordedEvent> sink;
        private final EventFilter filter;
        private final Thread thread =
                Thread.ofVirtual().name("event-feed").unstarted(() -> FeedReads.run(this::follow));
        private long position;

        Subscriber(FluxSink<RecordedEvent> sink, EventFilter filter, long position) {
            this.sink = sink;
            this.filter = filter;
            this.position = position;
        }

        void start() {
            followers.incrementAndGet();
            var unregister = tail.onAdvance(() -> LockSupport.unpark(thread));
            sink.onRequest(_ -> LockSupport.unpark(thread));
            sink.onDispose(() -> {
                unregister.run();
                followers.decrementAndGet();
                LockSupport.unpark(thread);
            });
            thread.start();
        }

        private void follow() {
            try {
                var head = eventQueries.head();
                while (!sink.isCancelled()) {
                    var next = eventQueries.next(position, head, filter, BATCH_SIZE);
                    next.events().forEach(this::emit);
                    position = next.end();
                    if (position >= head) {
                        parkUntil(() -> tail.horizon() > position);
                        head = tail.horizon();
                    }
                }
            } catch (RuntimeException | Error e) {
                // An error too ends the feed, rather than leave its client waiting for ever.
                if (!sink.isCancelled()) {
                    sink.error(e);
                }
            }
        }

        private void emit(RecordedEvent event) {
            parkUntil(() -> sink.requestedFromDownstream() > 0);
            if (!sink.isCancelled()) {
                sink.next(event);
            }
        }

        private void parkUntil(BooleanSupplier reason) {
            while (!reason.getAsBoolean() && !sink.isCancelled()) {
                LockSupport.park(this);
            }
        }
    }
}
