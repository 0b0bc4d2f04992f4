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
 * The log as it grows, for those who listen at this moment: whatever any node commits, in the order of the log, behind its
 * {@link Horizon}. One thread of each node reads it for all listeners, and only while there are any. Nothing is remembered:
 * who was away asks the rows.
 */
@Component
public class LiveLog implements SmartLifecycle {
    /** So many events may wait for a listener who is busy. After that it is cut off, rather than miss any unheard. */
    private static final int PATIENCE = 1_000;

    static final String LISTENER = "live-log-listener";
    private static final int BATCH = 500;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(LiveLog.class);

    private final EventStorageEngine engine;
    private final AppendNotifications notifications;
    private final JdbcTemplate jdbc;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
    /** Fair: while it catches up, others get a turn between two batches. */
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

    /** @param from what was committed up to here is no news to it */
    private record Listener(FluxSink<News<DomainEvent>> sink, long from) {
        void hear(News<DomainEvent> news, long position) {
            if (position > from) {
                sink.next(news);
            }
        }
    }

    /** An event, and what is looked up because of it: once, for all who hear of it on this node. */
    public record News<E extends DomainEvent>(E event, SharedLookups lookups) {}

    /**
     * Every event of this kind that is committed after the subscription. Each listener has a thread of its own, so that it
     * may ask the database what has become of it, and nobody waits for anybody. Ends with the shop, or with {@link FellBehind}.
     */
    public <E extends DomainEvent> Flux<News<E>> news(Class<E> kind) {
        return Flux.<News<DomainEvent>>create(this::join, FluxSink.OverflowStrategy.IGNORE)
                .filter(news -> kind.isInstance(news.event()))
                .map(news -> new News<>(kind.cast(news.event()), news.lookups()))
                .onBackpressureBuffer(PATIENCE)
                .onErrorMap(Exceptions::isOverflow, _ -> new FellBehind())
                .publishOn(threads);
    }

    /** The same for those who look nothing up. */
    public <E extends DomainEvent> Flux<E> events(Class<E> kind) {
        return news(kind).map(News::event);
    }

    /**
     * Wakes somebody who follows the log with a memory of their own whenever it has grown, or may have. Must return at
     * once.
     *
     * @return what ends it
     */
    public Runnable wake(Runnable sleeper) {
        sleepers.add(sleeper);
        return () -> sleepers.remove(sleeper);
    }

    /** How many listen at this moment. */
    public int listeners() {
        return listeners.size();
    }

    private void join(FluxSink<News<DomainEvent>> sink) {
        // Before the lock: nobody else shall wait for a connection of the pool.
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
        while (isFollower()) {
            try (var listener = notifications.listen()) {
                while (isFollower()) {
                    listener.await();
                    sleepers.forEach(Runnable::run);
                    while (read()) {
                        // There may be more.
                    }
                }
            } catch (SQLException | RuntimeException e) {
                if (isFollower()) {
                    log.warn("Cannot follow the log, and will try again: {}", e.getMessage());
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
                }
            }
        }
    }

    /** One that was stopped and is still waiting for a signal is none any more, even if another has been started. */
    private boolean isFollower() {
        return running && Thread.currentThread() == follower;
    }

    /** Whether it was a whole batch. */
    private boolean read() {
        reading.lock();
        try {
            if (!running || listeners.isEmpty()) {
                return false;
            }
            try (var events = engine.readEvents(new GlobalSequenceTrackingToken(position), false)) {
                var told = new AtomicInteger();
                events.limit(BATCH).forEach(event -> {
                    tell(event);
                    told.incrementAndGet();
                });
                return told.get() == BATCH;
            }
        } finally {
            reading.unlock();
        }
    }

    private void tell(TrackedEventMessage<?> event) {
        position = event.trackingToken().position().orElseThrow();
        if (event.getPayload() instanceof DomainEvent fact) {
            var news = new News<>(fact, new SharedLookups());
            listeners.forEach(listener -> listener.hear(news, position));
        }
    }

    @Override
    public void start() {
        running = true;
        follower = Thread.ofVirtual().name("live-log").unstarted(() -> FeedReads.run(this::follow));
        follower.start();
    }

    /** Before the web server: it would wait for those who listen. */
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
