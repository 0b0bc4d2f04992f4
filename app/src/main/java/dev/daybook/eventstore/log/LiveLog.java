package dev.daybook.eventstore.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
public class LiveLog implements SmartLifecycle {
    /**
     * Maximum number of events buffered for a busy listener. Beyond that it is disconnected, rather than miss events
     * unnoticed.
     */
    private static final int BUFFER_SIZE = 1_000;

    static final String LISTENER = "live-log-listener";
    private static final int BATCH_SIZE = 500;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(LiveLog.class);

    private final EventStorageEngine engine;
    private final AppendNotifications notifications;
    private final JdbcTemplate jdbc;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    /** Fair, so that others get a turn between two batches. */
    private final ReentrantLock reading = new ReentrantLock(true);

    private final Scheduler threads = FeedReads.threads(LISTENER);
    private volatile boolean running;
    private volatile @Nullable Thread follower;
    private long position;

    LiveLog(EventStorageEngine engine, AppendNotifications notifications, JdbcTemplate jdbc) {
        this.engine = engine;
        this.notifications = notifications;
        this.jdbc = jdbc;
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
     * it may query the database without delaying others. Ends with the shop, or with {@link FellBehind}.
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

    /**
     * Calls back whenever the log has grown, or may have, for followers that keep a position of their own. The callback
     * must return at once.
     *
     * @return ends the callbacks
     */
    public Runnable onAppend(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
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
    }

    private long horizon() {
        Long horizon = jdbc.execute((ConnectionCallback<Long>) Horizon::of);
        return horizon == null ? 0 : horizon;
    }

    private void follow() {
        while (isCurrentFollower()) {
            try (var listener = notifications.listen()) {
                while (isCurrentFollower()) {
                    listener.await();
                    callbacks.forEach(Runnable::run);
                    while (publishBatch()) {
                        // There may be more.
                    }
                }
            } catch (SQLException | RuntimeException e) {
                if (isCurrentFollower()) {
                    log.warn("Cannot follow the log, and will try again: {}", e.getMessage());
                    LockSupport.parkNanos(RETRY_DELAY.toNanos());
                }
            }
        }
    }

    /** Whether this thread is the current follower, not one that was stopped and still awaits a notification. */
    private boolean isCurrentFollower() {
        return running && Thread.currentThread() == follower;
    }

    /** Publishes a batch of events, and tells whether it was full. */
    private boolean publishBatch() {
        reading.lock();
        try {
            if (!running || listeners.isEmpty()) {
                return false;
            }
            try (var events = engine.readEvents(new GlobalSequenceTrackingToken(position), false)) {
                var count = new AtomicInteger();
                events.limit(BATCH_SIZE).forEach(event -> {
                    publish(event);
                    count.incrementAndGet();
                });
                return count.get() == BATCH_SIZE;
            }
        } finally {
            reading.unlock();
        }
    }

    private void publish(TrackedEventMessage<?> event) {
        position = event.trackingToken().position().orElseThrow();
        if (event.getPayload() instanceof DomainEvent fact) {
            var live = new LiveEvent<>(fact, new SharedLookups());
            listeners.forEach(listener -> listener.receive(live, position));
        }
    }

    @Override
    public void start() {
        running = true;
        follower = Thread.ofVirtual().name("live-log").unstarted(() -> FeedReads.run(this::follow));
        follower.start();
    }

    /** Stops before the web server, which would wait for the listeners. */
    @Override
    public void stop() {
        running = false;
        reading.lock();
        try {
            listeners.forEach(listener -> listener.sink().complete());
        } finally {
            reading.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
