package dev.daybook.eventstore.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Position up to which the log can be read without missing an event. Positions are drawn before they are committed and
 * so become visible out of order; a follower that read all it sees would skip those that are not committed yet.
 *
 * <p>Each statement that appends takes a shared advisory lock named after the last position drawn before it, and holds
 * it until its transaction ends (a trigger on the table sees to it). So up to the least of these locks, no append is
 * uncommitted any more. Two statements are needed, in this order: an append whose lock the second does not see yet
 * draws its positions after the first.
 */
public final class Horizon {
    /** Offset that keeps these locks apart from all others; the trigger adds the same. */
    private static final long LOCK_BASE = 1L << 60;

    private static final String LAST_DRAWN = "select last_value from domain_events_position_seq";

    private static final String LEAST_LOCKED = """
            select coalesce(min((classid::bigint << 32 | objid::bigint) - %1$d), %2$d)
            from pg_locks
            where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock' and granted
              and database = (select oid from pg_database where datname = current_database())
              and (classid::bigint << 32 | objid::bigint) >= %1$d""".formatted(LOCK_BASE, Long.MAX_VALUE);

    private Horizon() {}

    public static long of(Connection connection) throws SQLException {
        return read(connection).position();
    }

    /**
     * Horizon as it was read.
     *
     * @param drawn the last position that was drawn before; beyond the horizon while some append is uncommitted
     */
    record Reading(long position, long drawn) {}

    static Reading read(Connection connection) throws SQLException {
        var drawn = one(connection, LAST_DRAWN);
        var locked = one(connection, LEAST_LOCKED);
        return new Reading(Math.min(drawn, locked), drawn);
    }

    /** Prepared, since the driver keeps a prepared statement per connection, but prepares a plain one anew each time. */
    private static long one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
