package dev.daybook.eventstore.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;

/**
 * Live subscriptions to the log: what any node commits from now on, in the order of the log and behind its {@link
 * Horizon}. One thread of each node reads it for all listeners, and only while there are any. No position is kept: a
 * listener that was away queries the read models.
 */
@Component
public class LiveLog implements SmartLifecycle, DisposableBean {
    /**
     * Maximum number of events buffered for a busy listener. Beyond that it is disconnected, rather than miss events
     * unnoticed.
     */
    private static final int BUFFER_SIZE = 1_000;

    static final String LISTENER = "live-log-listener";
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(LiveLog.class);

    private final LogTail tail;
    private final JdbcTemplate jdbc;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    /** Fair, so that others get a turn between two batches. */
    private final ReentrantLock reading = new ReentrantLock(true);

    private final Scheduler threads = FeedReads.threads(LISTENER);
    private volatile boolean running;
    private volatile @Nullable Thread follower;
    private long position;

    LiveLog(LogTail tail, JdbcTemplate jdbc) {
        this.tail = tail;
        this.jdbc = jdbc;
        tail.onAdvance(this::wake);
    }

    /** @param from position after which events are delivered */
    private record Listener(FluxSink<LiveEvent<DomainEvent>> sink, long from) {
        void receive(LiveEvent<DomainEvent> live, long position) {
            if (position > from) {
                sink.next(live);
            }
        }
    }

    /** An event with the lookups that all listeners of this node share. */
    public record LiveEvent<E extends DomainEvent>(E event, SharedLookups lookups) {}

    /**
     * All events of this kind that are committed after the subscription. Each listener has a thread of its own, so that
     * it may query the database without delaying others. Ends with the shop, with {@link FellBehind}, or with {@link UnknownEvent}.
     */
    public <E extends DomainEvent> Flux<LiveEvent<E>> liveEvents(Class<E> kind) {
        return Flux.<LiveEvent<DomainEvent>>create(this::subscribe, FluxSink.OverflowStrategy.IGNORE)
                .filter(live -> kind.isInstance(live.event()))
                .map(live -> new LiveEvent<>(kind.cast(live.event()), live.lookups()))
                .onBackpressureBuffer(BUFFER_SIZE)
                .onErrorMap(Exceptions::isOverflow, _ -> new FellBehind())
                .publishOn(threads);
    }

    /** The same without lookups. */
    public <E extends DomainEvent> Flux<E> events(Class<E> kind) {
        return liveEvents(kind).map(LiveEvent::event);
    }

    /** Number of current listeners. */
    public int listeners() {
        return listeners.size();
    }

    private void subscribe(FluxSink<LiveEvent<DomainEvent>> sink) {
        // Before the lock, so that no listener waits while this one waits for a connection.
        var now = horizon();
        reading.lock();
        try {
            if (!running) {
                sink.complete();
                return;
            }
            if (listeners.isEmpty()) {
                position = now;
            }
            var listener = new Listener(sink, now);
            listeners.add(listener);
            sink.onDispose(() -> listeners.remove(listener));
        } finally {
            reading.unlock();
        }
        // The log may have grown while nobody was listening yet.
        wake();
    }

    private void wake() {
        LockSupport.unpark(follower);
    }

    private long horizon() {
        Long horizon = jdbc.execute((ConnectionCallback<Long>) Horizon::of);
        return horizon == null ? 0 : horizon;
    }

    private void follow() {
        while (isCurrentFollower()) {
            try {
                if (!publishBatch()) {
                    LockSupport.park(this);
                }
            } catch (RuntimeException | Error e) {
                // After an error too, since all listeners depend on this thread.
                if (isCurrentFollower()) {
                    log.warn("Cannot read the log, and will try again: {}", e.toString());
                    LockSupport.parkNanos(RETRY_DELAY.toNanos());
                }
            }
        }
    }

    /** Whether this thread is the current follower, not one that was stopped and still reads. */
    private boolean isCurrentFollower() {
        return running && Thread.currentThread() == follower;
    }

    /** Publishes the next events, and tells whether the log may have more. */
    private boolean publishBatch() {
        reading.lock();
        try {
            if (!running || listeners.isEmpty()) {
                return false;
            }
            var next = tail.next(position);
            next.events().forEach(this::publish);
            position = next.end();
            return position < tail.horizon();
        } finally {
            reading.unlock();
        }
    }

    private void publish(TrackedEventMessage<?> event) {
        position = event.trackingToken().position().orElseThrow();
        try {
            deliver(event);
        } catch (RuntimeException | Error e) {
            // Whoever has not got it would miss it unnoticed.
            log.warn(
                    "Ends all subscriptions, since event {} cannot be delivered: {}",
                    event.getIdentifier(),
                    e.toString());
            listeners.forEach(listener -> listener.sink().error(new FellBehind()));
        }
    }

    private void deliver(TrackedEventMessage<?> event) {
        if (UnknownEvent.is(event)) {
            var unknown = UnknownEvent.of(event);
            log.warn("Ends all subscriptions: {}", unknown.getMessage());
            listeners.forEach(listener -> listener.sink().error(unknown));
        } else if (event.getPayload() instanceof DomainEvent fact) {
            var live = new LiveEvent<>(fact, new SharedLookups());
            listeners.forEach(listener -> listener.receive(live, position));
        }
    }

    @Override
    public void start() {
        running = true;
        follower = Thread.ofVirtual().name("live-log").unstarted(this::follow);
        follower.start();
    }

    /** Stops before the web server, which would wait for the listeners. */
    @Override
    public void stop() {
        running = false;
        wake();
        reading.lock();
        try {
            listeners.forEach(listener -> listener.sink().complete());
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
