package dev.daybook.eventstore.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tail of the log for all followers of this node. {@link AppendNotifications} polls its {@link Horizon} once for all;
 * the events behind it are read by the first follower that asks, and the others get the same ones from memory. A follower
 * that is further behind reads on its own.
 */
@Component
public class LogTail {
    private static final int BATCH_SIZE = 500;
    private static final Batch NONE = new Batch(0, List.of(), 0);

    private final JdbcClient jdbc;
    private final EventRows rows;
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile long horizon;
    private volatile long drawn;
    private volatile long lastPoll = System.nanoTime();
    private volatile Batch latest = NONE;

    LogTail(JdbcClient jdbc, EventRows rows, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.rows = rows;
        Gauge.builder("daybook.log.horizon", this, tail -> tail.horizon)
                .description("Position up to which the log can be read without missing an event")
                .register(meters);
        Gauge.builder("daybook.log.drawn", this, tail -> tail.drawn)
                .description("Last position that an append under way has drawn, or the horizon")
                .register(meters);
        TimeGauge.builder("daybook.log.horizon.age", this, TimeUnit.NANOSECONDS, LogTail::age)
                .description("Time since the horizon was read")
                .register(meters);
    }

    private long age() {
        return System.nanoTime() - lastPoll;
    }

    /**
     * Consecutive events of the log.
     *
     * @param after the position before the first
     * @param end the position from which the next batch goes on; positions up to it that are missing stay so
     */
    public record Batch(long after, List<TrackedEventMessage<?>> events, long end) {
        private boolean covers(long position) {
            return after <= position && position < end;
        }

        private Batch from(long position) {
            return position == after
                    ? this
                    : new Batch(
                            position,
                            events.stream()
                                    .filter(event ->
                                            event.trackingToken().position().orElseThrow() > position)
                                    .toList(),
                            end);
        }
    }

    /** The greatest horizon that this node knows: events up to it can be read without missing one. */
    public long horizon() {
        return horizon;
    }

    /** The next events after the position, up to the known horizon; without a statement when it is not beyond. */
    public Batch next(long position) {
        if (position >= horizon) {
            return new Batch(position, List.of(), position);
        }
        reading.lock();
        try {
            var read = latest;
            if (read.covers(position)) {
                return read.from(position);
            }
            if (position >= read.end()) {
                read = read(position);
                latest = read;
                return read;
            }
        } finally {
            reading.unlock();
        }
        return read(position);
    }

    private Batch read(long after) {
        var upTo = horizon;
        var stored = jdbc.sql(
                        "select * from domain_events where position > ? and position <= ? order by position limit ?")
                .params(after, upTo, BATCH_SIZE)
                .query((row, _) -> rows.read(row))
                .list();
        return new Batch(
                after,
                rows.trackedMessages(stored),
                stored.size() < BATCH_SIZE ? upTo : stored.getLast().position());
    }

    /**
     * Calls back whenever the horizon has advanced, for followers that keep a position of their own. The callback must
     * return at once.
     *
     * @return ends the callbacks
     */
    public Runnable onAdvance(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }

    /** Takes a horizon that was just read. When nothing has happened, it forgets the events that it still has. */
    void advance(Horizon.Reading read) {
        lastPoll = System.nanoTime();
        drawn = read.drawn();
        if (read.position() > horizon) {
            horizon = read.position();
            callbacks.forEach(Runnable::run);
        } else {
            latest = NONE;
        }
    }
}
