package dev.daybook.database;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work of a thread whose statement another thread can cancel, and which begins no other statement after that. */
public final class CancellableWork {
    private static final Logger log = LoggerFactory.getLogger(CancellableWork.class);
    private static final String QUERY_CANCELED = "57014";
    private static final ThreadLocal<@Nullable CancellableWork> CURRENT = new ThreadLocal<>();

    private volatile @Nullable Statement latest;
    private volatile boolean cancelled;

    private CancellableWork() {}

    /** Begins work of this thread. */
    public static CancellableWork begin() {
        var work = new CancellableWork();
        CURRENT.set(work);
        return work;
    }

    /** Ends the work, on the same thread. */
    public void end() {
        CURRENT.remove();
    }

    /** Notes the statement that this thread executes next. */
    static void note(Statement next) throws SQLException {
        var work = CURRENT.get();
        if (work != null) {
            work.latest = next;
            if (work.cancelled) {
                throw new SQLException("The work of this thread has been cancelled", QUERY_CANCELED);
            }
        }
    }

    /**
     * Cancels the statement at the server, which takes a connection of its own. One that has just ended or not yet begun
     * is left alone, so cancel again while the work goes on.
     */
    public void cancel() {
        cancelled = true;
        var statement = latest;
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            log.debug("A statement could not be cancelled", e);
        }
    }
}
