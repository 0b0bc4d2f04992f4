package dev.daybook.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.eventstore.LogFile.Header;
import dev.daybook.eventstore.LogFile.Key;
import dev.daybook.eventstore.LogFile.Trailer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Writes the whole log as a {@link LogFile}, as it is at one moment and line by line, however long it is. */
@Component
public class LogExport {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Unhurried transaction;
    private final JdbcTemplate jdbc;

    LogExport(DataSource database, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        this.transaction = new Unhurried(transactions, jdbc).reading();
    }

    public record Written(long events, long keys, String sha256) {}

    /** Whoever reads it needs the master key of this shop. */
    public Written to(OutputStream file, Progress progress) {
        return transaction.call(() -> {
            try {
                return write(file, progress);
            } catch (IOException e) {
                throw new UncheckedIOException("The file cannot be written: " + e.getMessage(), e);
            }
        });
    }

    private Written write(OutputStream file, Progress progress) throws IOException {
        var keys = count("personal_keys");
        var events = count("domain_events");
        var checksum = LogFile.checksum();
        var lines = new DigestOutputStream(file, checksum);
        line(
                LogFile.JSON.writeValueAsString(
                        new Header(LogFile.FORMAT, LogFile.VERSION, Instant.now(), keys, events)),
                lines);
        jdbc.query(
                "select user_id, wrapped_key, made_at from personal_keys order by made_at, user_id",
                (RowCallbackHandler) row -> line(LogFile.JSON.writeValueAsString(key(row)), lines));
        var done = new AtomicLong();
        jdbc.query("select * from domain_events order by position", (RowCallbackHandler) row -> {
            line(event(row), lines);
            if (done.incrementAndGet() % ROWS_AT_ONCE == 0) {
                progress.at(done.get(), events);
            }
        });
        var sum = HexFormat.of().formatHex(checksum.digest());
        line(LogFile.JSON.writeValueAsString(new Trailer(keys, events, sum)), file);
        file.flush();
        progress.at(events, events);
        return new Written(events, keys, sum);
    }

    private long count(String table) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + table, Long.class));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getObject("user_id", UUID.class), row.getBytes("wrapped_key"), time(row, "made_at"));
    }

    /** The JSON of the database is not read on the way, so that it stays as it is. */
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

    private static void line(String text, OutputStream lines) {
        try {
            lines.write((text + '\n').getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be written: " + e.getMessage(), e);
        }
    }
}
