package dev.daybook.database;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request has waited for already, so that its waits do not add up: it needs a connection several times, and each time
 * it could wait for as long as the pool lets it. A thread without a request, such as a timer, waits as long each time.
 */
public final class RequestWaits {
    private static final ThreadLocal<@Nullable RequestWaits> CURRENT = new ThreadLocal<>();

    private long forConnections;
    private long forStreams;
    private boolean inVain;

    private RequestWaits() {}

    private static Optional<RequestWaits> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Begins a request on this thread, which has waited for nothing. */
    public static void begin() {
        CURRENT.set(new RequestWaits());
    }

    /** Ends the request of this thread. */
    public static void end() {
        CURRENT.remove();
    }

    /**
     * Notes a wait that is over, for a connection or for the permit to take one.
     *
     * @param begin of the wait, in {@link System#nanoTime()}
     */
    public static void forConnection(long begin) {
        current().ifPresent(waits -> waits.forConnections += System.nanoTime() - begin);
    }

    /**
     * Notes a wait for streams that other commands change, which is over.
     *
     * @param begin of the wait, in {@link System#nanoTime()}
     */
    public static void forStreams(long begin) {
        current().ifPresent(waits -> waits.forStreams += System.nanoTime() - begin);
    }

    /** Notes that there was no connection within the time-out. */
    static void inVain() {
        current().ifPresent(waits -> waits.inVain = true);
    }

    /** Whether the request of this thread has waited for a connection in vain. */
    static boolean wereInVain() {
        return current().filter(waits -> waits.inVain).isPresent();
    }

    /** What is left of the time for something else than a connection, after what was waited for connections. */
    public static Duration leftOf(Duration limit) {
        return current().map(waits -> limit.minusNanos(waits.forConnections)).orElse(limit);
    }

    /**
     * How long the thread may wait for its next connection: at most the time-out, and as long as its waits for connections are a
     * quarter more than that in all. Those for streams, which last longer, count half. Zero or less when it may not wait.
     */
    static Duration leftForConnection(Duration timeout) {
        return current().map(waits -> waits.left(timeout)).orElse(timeout);
    }

    private Duration left(Duration timeout) {
        if (inVain) {
            return Duration.ZERO;
        }
        var left = timeout.plus(timeout.dividedBy(4)).minusNanos(forConnections + forStreams / 2);
        return left.compareTo(timeout) < 0 ? left : timeout;
    }
}
