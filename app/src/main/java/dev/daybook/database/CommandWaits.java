package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps a command that has waited for others from waiting as long again for the server.
 *
 * <p>When its turn came late, it asks for a sign of life before it uses a connection. The pool asks by itself unless the
 * connection was returned within the last half second; but that may have been by a command that was refused before its
 * first statement, on a server that had fallen silent. While transactions are committed it is other threads that one
 * waits for, and nothing is asked.
 *
 * <p>What it has waited is taken off the time-out of its locks, in the database as in the node.
 *
 * <p>Its commit may last for what is left of the socket time-out since it came, since a server whose standby is away
 * answers everything else.
 */
public final class CommandWaits {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    /** Shortening the time-out of locks costs a round trip. */
    private static final Duration WORTH_A_STATEMENT = Duration.ofSeconds(1);

    private static final String SHORTER_LOCKS = """
            SELECT set_config('lock_timeout', greatest(setting::int - ?, least(setting::int, ?))::text, true)
            FROM pg_settings WHERE name = 'lock_timeout' AND setting <> '0'""";
    private static final ScopedValue<Turn> TURN = ScopedValue.newInstance();

    /**
     * @param begin of all waiting, in {@link System#nanoTime()}
     * @param waited until the turn came
     */
    private record Turn(long begin, Duration waited) {
        static Turn of(long begin) {
            return new Turn(begin, since(begin));
        }
    }

    private CommandWaits() {}

    /**
     * Runs the work of a command whose turn it is.
     *
     * @param begin when it came, in {@link System#nanoTime()}
     */
    public static <R> R after(long begin, Supplier<R> work) {
        return ScopedValue.where(TURN, Turn.of(begin)).call(work::get);
    }

    /**
     * The connection that the thread has just got.
     *
     * @param begin of the wait for it
     * @param lastCommit when this server has answered a commit
     * @throws SQLTransientConnectionException when the server does not answer within a second
     */
    static Connection checked(Connection connection, long begin, long lastCommit) throws SQLException {
        if ((isLate() || isLong(begin)) && isLong(lastCommit)) {
            check(connection);
        }
        return connection;
    }

    /** What is left of the limit after the wait of this thread's command, and half a second at least; all of it without a command. */
    public static Duration leftOf(Duration limit) {
        return TURN.isBound() ? atLeast(SHORT, limit.minus(TURN.get().waited())) : limit;
    }

    /** Leaves the transaction that begins less time for each lock, half a second at least, when its command has waited for long. */
    static void shortenLocks(Connection connection) throws SQLException {
        var waited = TURN.isBound() ? since(TURN.get().begin()) : Duration.ZERO;
        if (waited.compareTo(WORTH_A_STATEMENT) > 0) {
            // A server that has fallen silent is found out by the way, also while others commit.
            within(ANSWER, connection, () -> {
                try (var statement = connection.prepareStatement(SHORTER_LOCKS)) {
                    statement.setLong(1, waited.toMillis());
                    statement.setLong(2, SHORT.toMillis());
                    statement.execute();
                }
            });
        }
    }

    /**
     * Commits within what is left of the socket time-out, if there is one, since the command came, and within a second when
     * that is less.
     *
     * @throws SQLException when the connection was lost already
     */
    static void commit(Connection connection, Runnable commit) throws SQLException {
        if (TURN.isBound() && isLong(TURN.get().begin()) && connection.getNetworkTimeout() > 0) {
            var left = Duration.ofMillis(connection.getNetworkTimeout())
                    .minus(since(TURN.get().begin()));
            within(atLeast(ANSWER, left), connection, commit::run);
        } else {
            commit.run();
        }
    }

    private static Duration atLeast(Duration least, Duration duration) {
        return duration.compareTo(least) < 0 ? least : duration;
    }

    private static boolean isLate() {
        return TURN.isBound() && TURN.get().waited().compareTo(SHORT) > 0;
    }

    private static boolean isLong(long begin) {
        return since(begin).compareTo(SHORT) > 0;
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
