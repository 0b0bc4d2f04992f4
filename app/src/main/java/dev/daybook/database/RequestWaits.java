package dev.daybook.database;

import java.time.Duration;
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
        var waits = CURRENT.get();
        if (waits != null) {
            waits.forConnections += System.nanoTime() - begin;
        }
    }

    /**
     * Notes a wait for streams that other commands change, which is over.
     *
     * @param begin of the wait, in {@link System#nanoTime()}
     */
    public static void forStreams(long begin) {
        var waits = CURRENT.get();
        if (waits != null) {
            waits.forStreams += System.nanoTime() - begin;
        }
    }

    /** Notes that there was no connection within the time-out. */
    static void inVain() {
        var waits = CURRENT.get();
        if (waits != null) {
            waits.inVain = true;
        }
    }

    /** Whether the request of this thread has waited for a connection in vain. */
    static boolean wereInVain() {
        var waits = CURRENT.get();
        return waits != null && waits.inVain;
    }

    /** What is left of the time for something else than a connection, after what was waited for connections. */
    public static Duration leftOf(Duration limit) {
        var waits = CURRENT.get();
        return waits == null ? limit : limit.minusNanos(waits.forConnections);
    }

    /**
     * How long the thread may wait for its next connection: at most the time-out, and as long as its waits for connections are a
     * quarter more than that in all. Those for streams, which last longer, count half. Zero or less when it may not wait.
     */
    static Duration leftForConnection(Duration timeout) {
        var waits = CURRENT.get();
        if (waits == null) {
            return timeout;
        }
        if (waits.inVain) {
            return Duration.ZERO;
        }
        var left = timeout.plus(timeout.dividedBy(4)).minusNanos(waits.forConnections + waits.forStreams / 2);
        return left.compareTo(timeout) < 0 ? left : timeout;
    }
}
