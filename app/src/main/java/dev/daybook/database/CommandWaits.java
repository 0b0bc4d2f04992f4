package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps a command that has waited for others from waiting as long again for the server.
 *
 * <p>When its turn came late, it asks for a sign of life before it uses a connection. The pool asks by itself unless the
 * connection was returned within the last half second; but that may have been by a command that was refused before its
 * first statement, on a server that had fallen silent. While transactions are committed it is other threads that one
 * waits for, and nothing is asked.
 *
 * <p>What it has waited for streams and connections is taken off the time-out of its locks, in the database as in the node.
 *
 * <p>Its commit may last for what is left of the socket time-out since it came, since a server whose standby is away
 * answers everything else.
 */
public final class CommandWaits {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private static final String SHORTER_LOCKS = """
            WITH lock_timeout AS (SELECT extract(epoch FROM current_setting('lock_timeout')::interval) * 1000 AS ms)
            SELECT set_config('lock_timeout', greatest(ms - ?, least(ms, ?))::bigint::text, true)
            FROM lock_timeout WHERE ms > 0""";
    private static final ScopedValue<Turn> TURN = ScopedValue.newInstance();

    private static final class Turn {
        /** Of all waiting, in {@link System#nanoTime()}. */
        private final long begin;

        private Duration waited;
        private Duration takenOffLocks = Duration.ZERO;

        Turn(long begin) {
            this.begin = begin;
            this.waited = since(begin);
        }

        boolean isLate() {
            return isLong(waited);
        }

        /** What locks do not know of yet. */
        Duration moreWaited() {
            return waited.minus(takenOffLocks);
        }

        boolean hasWaitedMore() {
            return isLong(moreWaited());
        }

        void hasWaited(long begin) {
            waited = waited.plus(since(begin));
        }
    }

    private CommandWaits() {}

    /**
     * Runs the work of a command whose turn it is.
     *
     * @param begin of its wait, in {@link System#nanoTime()}
     */
    public static <R> R after(long begin, Supplier<R> work) {
        return ScopedValue.where(TURN, new Turn(begin)).call(work::get);
    }

    /**
     * Notes a wait of this thread's command for another stream, which is over.
     *
     * @param begin of the wait, in {@link System#nanoTime()}
     */
    public static void forStream(long begin) {
        RequestWaits.forStreams(begin);
        turn().ifPresent(turn -> turn.hasWaited(begin));
    }

    private static Optional<Turn> turn() {
        return TURN.isBound() ? Optional.of(TURN.get()) : Optional.empty();
    }

    /**
     * The connection that the thread has just got.
     *
     * @param begin of the wait for it
     * @param lastCommit when this server has answered a commit
     * @throws SQLTransientConnectionException when the server does not answer within a second
     */
    static Connection checked(Connection connection, long begin, long lastCommit) throws SQLException {
        turn().ifPresent(turn -> turn.hasWaited(begin));
        var isLate = turn().filter(Turn::isLate).isPresent() || isLong(since(begin));
        if (isLate && isLong(since(lastCommit))) {
            check(connection);
        }
        return connection;
    }

    /** What is left of the limit after the waits of this thread's command, and half a second at least; all of it without a command. */
    public static Duration leftOf(Duration limit) {
        return turn().map(turn -> atLeast(SHORT, limit.minus(turn.waited))).orElse(limit);
    }

    /**
     * Leaves the transaction that begins less time for each lock, half a second at least, when its command has waited for more than
     * half a second: it costs a round trip.
     */
    static void begun(Connection connection) throws SQLException {
        var turn = turn();
        if (turn.isPresent()) {
            turn.get().takenOffLocks = Duration.ZERO;
            shortenLocks(turn.get(), connection);
        }
    }

    /** Leaves the rest of the transaction less time for locks, when its command has waited for more than half a second in it. */
    static void shortenLocks(JdbcTemplate jdbc) {
        turn().filter(Turn::hasWaitedMore)
                .ifPresent(turn -> jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
                    shortenLocks(turn, connection);
                    return null;
                }));
    }

    private static void shortenLocks(Turn turn, Connection connection) throws SQLException {
        if (!turn.hasWaitedMore()) {
            return;
        }
        var more = turn.moreWaited();
        turn.takenOffLocks = turn.waited;
        // A server that has fallen silent is found out by the way, also while others commit.
        within(ANSWER, connection, () -> {
            try (var statement = connection.prepareStatement(SHORTER_LOCKS)) {
                statement.setLong(1, more.toMillis());
                statement.setLong(2, SHORT.toMillis());
                statement.execute();
            }
        });
    }

    /**
     * Commits within what is left of the socket time-out, if there is one, since the command came, and within a second when
     * that is less.
     *
     * @throws SQLException when the connection was lost already
     */
    static void commit(Connection connection, Runnable commit) throws SQLException {
        var lasted = turn().map(turn -> since(turn.begin)).orElse(Duration.ZERO);
        if (isLong(lasted) && connection.getNetworkTimeout() > 0) {
            var left = Duration.ofMillis(connection.getNetworkTimeout()).minus(lasted);
            within(atLeast(ANSWER, left), connection, commit::run);
        } else {
            commit.run();
        }
    }

    private static Duration atLeast(Duration least, Duration duration) {
        return duration.compareTo(least) < 0 ? least : duration;
    }

    private static boolean isLong(Duration wait) {
        return wait.compareTo(SHORT) > 0;
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** By a statement, so that a failure makes the pool give up the connection. */
    private static void check(Connection connection) throws SQLException {
        try {
            within(ANSWER, connection, () -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("");
                }
            });
        } catch (SQLException lost) {
            connection.close();
            throw new SQLTransientConnectionException("The server gave no sign of life", lost.getSQLState(), lost);
        }
    }

    private interface Exchange {
        void run() throws SQLException;
    }

    /** A connection that fails meanwhile keeps the shorter time-out, and is of no use any more. */
    private static void within(Duration timeout, Connection connection, Exchange exchange) throws SQLException {
        var before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
        exchange.run();
        connection.setNetworkTimeout(Runnable::run, before);
    }
}
