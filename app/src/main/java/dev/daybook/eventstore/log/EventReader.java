package dev.daybook.eventstore.log;

import dev.daybook.personaldata.PersonalKeyring;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

/**
 * Reads the whole event log on a connection of the caller, who thereby chooses the transaction and the snapshot in
 * which events and keys of personal data are read. Upcasters apply.
 */
@Component
public class EventReader {
    private static final int BATCH_SIZE = 500;

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
        try (var select = select(connection, "select count(*)", excerpt, "");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Reads stream by stream, each from its first event to its last, so that the reader need only remember one stream.
     *
     * @param part number of the part, from 0 on, of the {@code parts} that several connections read side by side
     */
    public void readStreams(Connection connection, Excerpt excerpt, int part, int parts, Sink sink)
            throws SQLException {
        try (var settings = connection.createStatement()) {
            // A log that fits into the cache is read by the index of the streams, from the first event on; a larger
            // one is sorted, in this memory before it spills to the disk.
            settings.execute("set local random_page_cost = 1.1");
            settings.execute("set local work_mem = '64MB'");
        }
        var ofPart = parts == 1 ? "" : "and (hashtext(aggregate_id) & 2147483647) %% %d = %d ".formatted(parts, part);
        read(connection, excerpt, ofPart + "order by aggregate_id, sequence_number", sink);
    }

    /** Reads in the order of the log. */
    public void read(Connection connection, Excerpt excerpt, Sink sink) throws SQLException {
        read(connection, excerpt, "order by position", sink);
    }

    private void read(Connection connection, Excerpt excerpt, String rest, Sink sink) throws SQLException {
        var source = keys.readThrough(connection);
        try (var select = select(connection, "select *", excerpt, rest)) {
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

    private static PreparedStatement select(Connection connection, String what, Excerpt excerpt, String rest)
            throws SQLException {
        var select = connection.prepareStatement(
                what + " from domain_events where position > ? and position <= ? and type <> all(?) " + rest);
        select.setLong(1, excerpt.after());
        select.setLong(2, excerpt.upTo());
        select.setArray(
                3, connection.createArrayOf("text", excerpt.ignoredTypes().toArray()));
        return select;
    }
}
