package dev.daybook.eventstore.serialization;

import dev.daybook.commands.Actor;
import dev.daybook.database.DedicatedConnections;
import dev.daybook.eventstore.log.EventRows;
import dev.daybook.eventstore.log.StoredEvent;
import dev.daybook.personaldata.KeySource;
import dev.daybook.personaldata.PersonalKeyring;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jmolecules.event.types.DomainEvent;
import org.springframework.context.ApplicationContext;

/** Reads the whole log with one cursor and does nothing with it: what any replay has to do at least. */
public final class PlainReading {
    private static final int BATCH = 1_000;

    private final EventRows rows;
    private final PersonalKeyring keys;
    private final DedicatedConnections connections;

    public PlainReading(ApplicationContext shop) {
        rows = shop.getBean(EventRows.class);
        keys = shop.getBean(PersonalKeyring.class);
        connections = shop.getBean(DedicatedConnections.class);
    }

    /** Answers with the number of events, each of which was deserialized as a whole. */
    public long run() throws SQLException {
        try (var connection = connections.open("daybook benchmark")) {
            connection.setAutoCommit(false);
            var keysSeen = keys.readThrough(connection);
            var batch = new ArrayList<StoredEvent>(BATCH);
            long events = 0;
            try (var select = connection.prepareStatement("select * from domain_events order by position")) {
                select.setFetchSize(BATCH);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        batch.add(rows.read(row));
                        if (batch.size() == BATCH) {
                            events += take(batch, keysSeen);
                        }
                    }
                }
            }
            return events + take(batch, keysSeen);
        }
    }

    private long take(List<StoredEvent> batch, KeySource keysSeen) {
        var events = rows.messages(batch, keysSeen)
                .filter(event -> event.getPayload() instanceof DomainEvent
                        && event.getMetaData().containsKey(Actor.METADATA_KEY))
                .count();
        batch.clear();
        return events;
    }
}
