package dev.daybook.reliability;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the table of events by plain SQL. */
final class StoredEvents {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int FETCHED = 1_000;

    private StoredEvents() {}

    record Event(String id, String stream, long number, String type, JsonNode payload) {
        String text(String field) {
            return payload.path(field).asString("");
        }
    }

    /** All events of the catalog and the orders, in the order of their positions. */
    static List<Event> read(Connection database) throws SQLException {
        var events = new ArrayList<Event>();
        // Without a transaction the driver would hold the whole answer in memory.
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.setFetchSize(FETCHED);
            var rows = statement.executeQuery("""
                    select event_id, aggregate_id, sequence_number, type, payload from domain_events
                    where type like 'catalog.%' or type like 'ordering.%' order by position""");
            while (rows.next()) {
                events.add(new Event(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getString(4).replaceFirst(".*\\.", ""),
                        JSON.readTree(rows.getString(5))));
            }
        } finally {
            database.setAutoCommit(true);
        }
        return events;
    }
}
