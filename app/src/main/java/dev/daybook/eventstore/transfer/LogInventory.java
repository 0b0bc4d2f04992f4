package dev.daybook.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.database.LongTransactions;
import dev.daybook.eventstore.log.Horizon;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Counts what is in the log, and sums it up, so that a backup can be compared with the log of which it was made. */
@Component
public class LogInventory {
    private final LogRows rows;
    private final LongTransactions transactions;
    private final JdbcTemplate jdbc;

    LogInventory(LogRows rows, LongTransactions transactions, JdbcTemplate jdbc) {
        this.rows = rows;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * Numbers of all that is in the log.
     *
     * @param persons those who have, or had, a key
     * @param erased those of them whose key is destroyed
     */
    public record Counts(long events, long streams, Map<String, Long> eventsByType, long persons, long erased) {}

    public Counts counts() {
        return transactions.read(() -> {
            var eventsByType = new LinkedHashMap<String, Long>();
            jdbc.query("select type, count(*) from domain_events group by type order by type", (RowCallbackHandler)
                    row -> eventsByType.put(row.getString(1), row.getLong(2)));
            return new Counts(
                    rows.countEvents(),
                    count("select count(distinct aggregate_id) from domain_events"),
                    eventsByType,
                    rows.countKeys(),
                    count("select count(*) from personal_keys where wrapped_key is null"));
        });
    }

    /** The checksum of the events up to the horizon: no other will be stored among them. */
    public LogChecksum checksum() {
        // Outside of the snapshot that is summed up, which must be younger.
        return checksum(Objects.requireNonNull(jdbc.execute(Horizon::of)));
    }

    public LogChecksum checksum(long upTo) {
        return transactions.read(() -> {
            var digest = LogFile.checksum();
            rows.events(upTo, line -> digest.update((line + '\n').getBytes(UTF_8)));
            var last = jdbc.queryForObject(
                    "select coalesce(max(position), 0) from domain_events where position <= ?", Long.class, upTo);
            return new LogChecksum(Objects.requireNonNull(last), HexFormat.of().formatHex(digest.digest()));
        });
    }

    private long count(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
    }
}
