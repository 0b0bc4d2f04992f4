package dev.daybook.eventstore.log;

import dev.daybook.personaldata.PersonalKeyring;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the whole event log on a connection of the caller, who thereby chooses the transaction and the snapshot in
 * which events and keys of personal data are read. Upcasters apply.
 */
@Component
public class EventReader {
    private static final int BATCH_SIZE = 500;

    /** The ids at these shares of a sample of some 20,000 events; there are about as many events as positions. */
    private static final String BOUNDS = """
            select distinct bound from unnest((
                select percentile_disc(?) within group (order by aggregate_id)
                from domain_events tablesample system (
                    least(100, 2e6 / greatest(1, (select max(position) from domain_events))))
                where type <> all(?))) as bound
            where bound is not null order by bound""";

    private final EventRows rows;
    private final PersonalKeyring keys;

    EventReader(EventRows rows, PersonalKeyring keys) {
        this.rows = rows;
        this.keys = keys;
    }

    /**
     * Part of the log.
     *
     * @param after the position before the first
     * @param upTo the last position
     * @param ignoredTypes event types that are left out
     */
    public record Excerpt(long after, long upTo, Set<String> ignoredTypes) {
        public Excerpt {
            ignoredTypes = Set.copyOf(ignoredTypes);
        }
    }

    /**
     * Streams by their ids.
     *
     * @param from the first id; null when there is no lower bound
     * @param to the id after the last; null when there is no upper bound
     */
    public record StreamRange(
            @Nullable String from, @Nullable String to) {
        static final StreamRange ALL = new StreamRange(null, null);

        private String sql() {
            return (from == null ? "" : "and aggregate_id >= ? ") + (to == null ? "" : "and aggregate_id < ? ");
        }

        private List<String> bounds() {
            return Stream.of(from, to).filter(Objects::nonNull).toList();
        }
    }

    /** Consumer of batches of events. */
    public interface Sink {
        void accept(List<? extends DomainEventMessage<?>> batch) throws SQLException;
    }

    /**
     * The position up to which the log is complete: events that are committed later come after it. It holds for
     * transactions that see what is committed, not in a snapshot that was taken before.
     */
    public static long horizon(Connection connection) throws SQLException {
        return Horizon.of(connection);
    }

    public static long count(Connection connection, Excerpt excerpt) throws SQLException {
        try (var select = select(connection, "select count(*)", excerpt, StreamRange.ALL, "");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Splits the streams into ranges with about as many events of the excerpt each, for several connections side by side.
     * There are fewer where one stream has most of the events, or a sample of the log none.
     */
    public static List<StreamRange> split(Connection connection, Excerpt excerpt, int ranges) throws SQLException {
        var shares = IntStream.range(1, ranges)
                .mapToObj(share -> (double) share / ranges)
                .toArray();
        try (var select = connection.prepareStatement(BOUNDS)) {
            select.setArray(1, connection.createArrayOf("float8", shares));
            select.setArray(
                    2, connection.createArrayOf("text", excerpt.ignoredTypes().toArray()));
            var found = new ArrayList<StreamRange>();
            String from = null;
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var bound = row.getString(1);
                    found.add(new StreamRange(from, bound));
                    from = bound;
                }
            }
            found.add(new StreamRange(from, null));
            return found;
        }
    }

    /** Reads stream by stream, each from its first event to its last, so that the reader need only remember one stream. */
    public void readStreams(Connection connection, Excerpt excerpt, StreamRange range, Sink sink) throws SQLException {
        try (var settings = connection.createStatement()) {
            // A log that fits into the cache is read by the index of the streams, from the first event on; a larger
            // one is sorted, in this memory before it spills to the disk.
            settings.execute("set local random_page_cost = 1.1");
            settings.execute("set local work_mem = '64MB'");
        }
        read(connection, excerpt, range, "order by aggregate_id, sequence_number", sink);
    }

    /** Reads in the order of the log. */
    public void read(Connection connection, Excerpt excerpt, Sink sink) throws SQLException {
        read(connection, excerpt, StreamRange.ALL, "order by position", sink);
    }

    private void read(Connection connection, Excerpt excerpt, StreamRange range, String order, Sink sink)
            throws SQLException {
        var source = keys.readThrough(connection);
        try (var select = select(connection, "select *", excerpt, range, order)) {
            select.setFetchSize(BATCH_SIZE);
            var batch = new ArrayList<StoredEvent>(BATCH_SIZE);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    batch.add(rows.read(row));
                    if (batch.size() == BATCH_SIZE) {
                        sink.accept(rows.messages(batch, source).toList());
                        batch.clear();
                    }
                }
            }
            sink.accept(rows.messages(batch, source).toList());
        }
    }

    private static PreparedStatement select(
            Connection connection, String what, Excerpt excerpt, StreamRange range, String order) throws SQLException {
        var select = connection.prepareStatement(what
                + " from domain_events where position > ? and position <= ? and type <> all(?) " + range.sql() + order);
        select.setLong(1, excerpt.after());
        select.setLong(2, excerpt.upTo());
        select.setArray(
                3, connection.createArrayOf("text", excerpt.ignoredTypes().toArray()));
        var next = 4;
        for (var bound : range.bounds()) {
            select.setString(next++, bound);
        }
        return select;
    }
}
