package dev.daybook.eventstore.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Position up to which the log can be read without missing an event. Positions are drawn before they are committed and
 * so become visible out of order; a follower that read all it sees would skip those that are not committed yet.
 *
 * <p>Each statement that appends takes a shared advisory lock named after the last position drawn before it, and holds
 * it until its transaction ends (a trigger on the table sees to it). So up to the least of these locks, no append is
 * uncommitted any more. Two statements are needed, in this order: an append whose lock the second does not see yet
 * draws its positions after the first.
 *
 * <p>It is the position of an event that is stored. Positions beyond it, which appends have drawn that were rolled back,
 * can be drawn again after a crash of the server.
 */
public final class Horizon {
    /** Offset that keeps these locks apart from all others; the trigger adds the same. */
    private static final long LOCK_BASE = 1L << 60;

    private static final String LAST_DRAWN = "select last_value from domain_events_position_seq";

    private static final String STORED_BEFORE_LOCKED = """
            select locked < drawn,
                (select coalesce(max(position), 0) from domain_events where position <= least(locked, drawn))
            from (
                select ?::bigint as drawn,
                    coalesce(min((classid::bigint << 32 | objid::bigint) - %1$d), %2$d) as locked
                from pg_locks
                where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock' and granted
                  and database = (select oid from pg_database where datname = current_database())
                  and (classid::bigint << 32 | objid::bigint) >= %1$d) as appends""".formatted(LOCK_BASE, Long.MAX_VALUE);

    private Horizon() {}

    public static long of(Connection connection) throws SQLException {
        return read(connection).position();
    }

    /**
     * Horizon as it was read.
     *
     * @param drawn the last position that was drawn before, when some append is uncommitted; otherwise the horizon
     */
    record Reading(long position, long drawn) {}

    private static long number(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Statements are prepared, since the driver keeps a prepared one per connection, but prepares a plain one anew each time. */
    static Reading read(Connection connection) throws SQLException {
        try (var lastDrawn = connection.prepareStatement(LAST_DRAWN);
                var stored = connection.prepareStatement(STORED_BEFORE_LOCKED)) {
            var drawn = number(lastDrawn);
            stored.setLong(1, drawn);
            try (var row = stored.executeQuery()) {
                row.next();
                var position = row.getLong(2);
                return new Reading(position, row.getBoolean(1) ? drawn : position);
            }
        }
    }
}
