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
 * <p>Its commit may last for what is left of the socket time-out since it came, since a server whose standby is away
 * answers everything else.
 */
public final class ConnectionChecks {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final ScopedValue<Turn> TURN = ScopedValue.newInstance();

    /** @param begin of all waiting, in {@link System#nanoTime()} */
    private record Turn(long begin, boolean isLate) {}

    private ConnectionChecks() {}

    /**
     * Runs the work of a command whose turn it is.
     *
     * @param begin when it came, in {@link System#nanoTime()}
     */
    public static <R> R afterWait(long begin, Supplier<R> work) {
        return ScopedValue.where(TURN, new Turn(begin, isLong(begin))).call(work::get);
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

    /**
     * Commits within what is left of the socket time-out, if there is one, since the command came, and within a second when
     * that is less.
     *
     * @throws SQLException when the connection was lost already
     */
    static void commit(Connection connection, Runnable commit) throws SQLException {
        if (TURN.isBound() && isLong(TURN.get().begin()) && connection.getNetworkTimeout() > 0) {
            within(left(connection.getNetworkTimeout()), connection, commit::run);
        } else {
            commit.run();
        }
    }

    private static Duration left(int timeout) {
        var left = Duration.ofMillis(timeout)
                .minusNanos(System.nanoTime() - TURN.get().begin());
        return left.compareTo(ANSWER) < 0 ? ANSWER : left;
    }

    private static boolean isLate() {
        return TURN.isBound() && TURN.get().isLate();
    }

    private static boolean isLong(long begin) {
        return System.nanoTime() - begin > SHORT.toNanos();
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
