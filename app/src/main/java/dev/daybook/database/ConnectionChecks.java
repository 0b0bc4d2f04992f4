package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks the server for a sign of life before a connection is used by a thread that has waited. The pool asks it by itself
 * unless the connection was returned within the last half second; but that may have been by a command that was refused
 * before its first statement, on a server that had fallen silent. Who then waits for an answer has waited twice. While
 * transactions are committed it is other threads that one waits for, and nothing is asked.
 */
public final class ConnectionChecks {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final ScopedValue<Boolean> HAS_WAITED = ScopedValue.newInstance();

    private ConnectionChecks() {}

    /**
     * Runs the work, with a check of its connections if the thread has waited for more than half a second for its turn.
     *
     * @param begin of the wait, in {@link System#nanoTime()}
     */
    public static <R> R afterWait(long begin, Supplier<R> work) {
        return isLong(begin) ? ScopedValue.where(HAS_WAITED, true).call(work::get) : work.get();
    }

    /**
     * The connection that the thread has just got.
     *
     * @param begin of the wait for it
     * @param lastCommit when this server has answered a commit
     * @throws SQLTransientConnectionException when the server does not answer within a second
     */
    static Connection checked(Connection connection, long begin, long lastCommit) throws SQLException {
        if ((HAS_WAITED.isBound() || isLong(begin)) && isLong(lastCommit)) {
            check(connection);
        }
        return connection;
    }

    private static boolean isLong(long begin) {
        return System.nanoTime() - begin > SHORT.toNanos();
    }

    /** By a statement, so that a failure makes the pool give up the connection. */
    private static void check(Connection connection) throws SQLException {
        try {
            var timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER.toMillis()));
            try (var statement = connection.createStatement()) {
                statement.execute("");
            }
            connection.setNetworkTimeout(Runnable::run, timeout);
        } catch (SQLException lost) {
            connection.close();
            throw new SQLTransientConnectionException("The server gave no sign of life", lost.getSQLState(), lost);
        }
    }
}
