package dev.daybook.eventstore.transfer;

import dev.daybook.eventstore.transfer.LogFile.Key;
import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Reads the keys and events of the log as a {@link LogFile} has them; in a transaction it streams them. */
@Component
class LogRows {
    static final int BATCH_SIZE = 1_000;

    private final JdbcTemplate jdbc;

    LogRows(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(BATCH_SIZE);
    }

    long countKeys() {
        return count("personal_keys");
    }

    long countEvents() {
        return count("domain_events");
    }

    void keys(Consumer<Key> consumer) {
        jdbc.query(
                "select user_id, wrapped_key, made_at from personal_keys order by made_at, user_id",
                (RowCallbackHandler) row -> consumer.accept(key(row)));
    }

    /** Passes each event as its line of the file. */
    void events(Consumer<String> consumer) {
        events(Long.MAX_VALUE, consumer);
    }

    void events(long upTo, Consumer<String> consumer) {
        jdbc.query(
                "select * from domain_events where position <= ? order by position",
                (RowCallbackHandler) row -> consumer.accept(event(row)),
                upTo);
    }

    private long count(String table) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + table, Long.class));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getObject("user_id", UUID.class), row.getBytes("wrapped_key"), time(row, "made_at"));
    }

    /** Formats an event without parsing the JSON of the database, so that it stays as it is. */
    private static String event(ResultSet row) throws SQLException {
        var text = new StringWriter();
        try (var line = LogFile.JSON.createGenerator(text)) {
            line.writeStartObject();
            line.writeNumberProperty("position", row.getLong("position"));
            line.writeStringProperty("event_id", row.getString("event_id"));
            line.writeStringProperty("aggregate_type", row.getString("aggregate_type"));
            line.writeStringProperty("aggregate_id", row.getString("aggregate_id"));
            line.writeNumberProperty("sequence_number", row.getLong("sequence_number"));
            line.writeStringProperty("type", row.getString("type"));
            line.writeStringProperty("revision", row.getString("revision"));
            line.writeStringProperty("occurred_at", time(row, "occurred_at").toString());
            line.writeName("payload");
            line.writeRawValue(row.getString("payload"));
            line.writeName("metadata");
            line.writeRawValue(row.getString("metadata"));
            line.writeEndObject();
        }
        return text.toString();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
