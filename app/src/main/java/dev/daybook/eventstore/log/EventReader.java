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
 * Reads the log from one end to the other, on a connection of the caller's: the caller chooses the transaction and thereby
 * the snapshot, by which also the keys of personal data are read. Upcasters apply.
 */
@Component
public class EventReader {
    private static final int BATCH = 500;

    private final EventRows rows;
    private final PersonalKeyring keys;

    EventReader(EventRows rows, PersonalKeyring keys) {
        this.rows = rows;
        this.keys = keys;
    }

    /**
     * A part of the log.
     *
     * @param after the position before the first
     * @param upTo the last position
     * @param without the names of events that are left out
     */
    public record Excerpt(long after, long upTo, Set<String> without) {
        public Excerpt {
            without = Set.copyOf(without);
        }
    }

    /** Takes the events, a batch at a time. */
    public interface Sink {
        void accept(List<? extends DomainEventMessage<?>> batch) throws SQLException;
    }

    /**
     * Up to where the log is complete: whatever is committed later comes after this position. It is of use to those who
     * see what is committed: not in a snapshot that was taken before.
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
     * Stream by stream, each from its first event to its last, so that no more need be remembered than belongs to one.
     *
     * @param part which part of all streams, from 0 on, of how many {@code parts} that several connections read side by side
     */
    public void readStreams(Connection connection, Excerpt excerpt, int part, int parts, Sink sink)
            throws SQLException {
        // Mostly a scan and a sort: what it may use for that before it goes to the disk.
        try (var memory = connection.createStatement()) {
            memory.execute("set local work_mem = '64MB'");
        }
        read(connection, excerpt, """
                and (hashtext(aggregate_id) & 2147483647) %% %d = %d
                order by aggregate_id collate "C", sequence_number""".formatted(parts, part), sink);
    }

    /** In the order of the log. */
    public void read(Connection connection, Excerpt excerpt, Sink sink) throws SQLException {
        read(connection, excerpt, "order by position", sink);
    }

    private void read(Connection connection, Excerpt excerpt, String rest, Sink sink) throws SQLException {
        var keysSeen = keys.asSeenBy(connection);
        try (var select = select(connection, "select *", excerpt, rest)) {
            select.setFetchSize(BATCH);
            var batch = new ArrayList<StoredEvent>(BATCH);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    batch.add(rows.read(row));
                    if (batch.size() == BATCH) {
                        sink.accept(rows.messages(batch, keysSeen).toList());
                        batch.clear();
                    }
                }
            }
            sink.accept(rows.messages(batch, keysSeen).toList());
        }
    }

    private static PreparedStatement select(Connection connection, String what, Excerpt excerpt, String rest)
            throws SQLException {
        var select = connection.prepareStatement(
                what + " from domain_events where position > ? and position <= ? and type <> all(?) " + rest);
        select.setLong(1, excerpt.after());
        select.setLong(2, excerpt.upTo());
        select.setArray(3, connection.createArrayOf("text", excerpt.without().toArray()));
        return select;
    }
}
