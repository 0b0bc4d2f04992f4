package dev.daybook.eventstore.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The log from any position on, and then as it grows, in its order and behind its {@link Horizon}. Everybody reads at a
 * pace and a position of their own, on a thread of their own, and the next events only when the last ones were taken: who
 * is slow holds up nobody and fills no memory.
 */
@Component
public class EventFeed {
    private static final int BATCH = 100;

    private final EventQueries eventQueries;
    private final LiveLog liveLog;
    private final AtomicInteger followers = new AtomicInteger();

    EventFeed(EventQueries eventQueries, LiveLog liveLog) {
        this.eventQueries = eventQueries;
        this.liveLog = liveLog;
    }

    /** @param position of the last event that is no news; null for what is there at the subscription */
    public Flux<RecordedEvent> after(@Nullable Long position, EventFilter filter) {
        return Flux.create(
                sink -> new Follower(sink, filter, position == null ? eventQueries.head() : position).start(),
                FluxSink.OverflowStrategy.IGNORE);
    }

    /** How many follow at this moment. */
    public int followers() {
        return followers.get();
    }

    private final class Follower {
        private final FluxSink<RecordedEvent> sink;
        private final EventFilter filter;
        private final Thread thread =
                Thread.ofVirtual().name("event-feed").unstarted(() -> FeedReads.run(this::follow));
        private long position;
        /** Since it was last read. */
        private volatile boolean grown;

        Follower(FluxSink<RecordedEvent> sink, EventFilter filter, long position) {
            this.sink = sink;
            this.filter = filter;
            this.position = position;
        }

        void start() {
            followers.incrementAndGet();
            var forget = liveLog.wake(() -> {
                grown = true;
                LockSupport.unpark(thread);
            });
            sink.onRequest(_ -> LockSupport.unpark(thread));
            sink.onDispose(() -> {
                forget.run();
                followers.decrementAndGet();
                LockSupport.unpark(thread);
            });
            thread.start();
        }

        private void follow() {
            try {
                while (!sink.isCancelled()) {
                    grown = false;
                    var next = eventQueries.next(position, filter, BATCH);
                    next.events().forEach(this::tell);
                    position = next.end();
                    if (next.events().size() < BATCH) {
                        parkUntil(() -> grown);
                    }
                }
            } catch (RuntimeException e) {
                if (!sink.isCancelled()) {
                    sink.error(e);
                }
            }
        }

        private void tell(RecordedEvent event) {
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
