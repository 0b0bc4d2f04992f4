package dev.daybook.eventstore.transfer;

import dev.daybook.database.CopyText;
import dev.daybook.database.LongTransactions;
import dev.daybook.personaldata.PersonalKeyring;
import dev.daybook.personaldata.UnusableMasterKey;
import dev.daybook.users.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Imports a {@link LogFile} into an empty log, all or nothing. Each event is validated; the stored rows are read back
 * and compared with the file; and the tokens of subscribers are set to the end of the log, so that nobody is notified
 * again of what happened long ago.
 */
@Component
public class LogImport {
    private static final int BATCH_SIZE = 1_000;

    private final LongTransactions transactions;
    private final JdbcTemplate jdbc;
    private final PersonalKeyring keyring;
    private final EventValidation validation;
    private final LogRows logRows;

    LogImport(
            JdbcTemplate jdbc,
            LongTransactions transactions,
            PersonalKeyring keyring,
            EventValidation validation,
            LogRows logRows) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keyring = keyring;
        this.validation = validation;
        this.logRows = logRows;
    }

    public record Imported(long events, long keys) {}

    /**
     * @param keysApart a file of keys that takes the place of those in the file
     * @throws LogNotEmpty when there are events
     * @throws BrokenLogFile when the file is incomplete, or has an event that this version does not know
     * @throws ImportMismatch when the stored rows differ from the file
     * @throws UnusableMasterKey when the personal data in it were encrypted under another master key
     */
    public Imported from(InputStream file, @Nullable InputStream keysApart, TransferProgress progress) {
        return transactions.write(() -> {
            refuseUnlessEmpty();
            var lines = new LogLines(file);
            var header = lines.header();
            var fingerprint = new Fingerprint();
            var keys = header.keys();
            if (keysApart == null) {
                keys(lines, keys, fingerprint);
            } else {
                lines.skip(LogFile.Key.class, keys);
                keys = keysApart(new LogLines(keysApart), header, fingerprint);
            }
            var last = events(lines, header.events(), fingerprint, progress);
            lines.trailer(header);
            refuseGaps(1 + header.keys());
            refuseUnlessStored(fingerprint);
            resumeAfter(last);
            return new Imported(header.events(), keys);
        });
    }

    /** Locks the log until the end, and refuses one with events or keys. */
    private void refuseUnlessEmpty() {
        jdbc.execute("lock table domain_events in share row exclusive mode");
        var isEmpty = jdbc.queryForObject(
                "select not exists (select from domain_events) and not exists (select from personal_keys)",
                Boolean.class);
        if (!Boolean.TRUE.equals(isEmpty)) {
            throw new LogNotEmpty();
        }
    }

    /** Stores the keys of the other file, and returns their number. */
    private long keysApart(LogLines lines, LogFile.Header events, Fingerprint fingerprint) {
        try {
            var header = lines.headerOfKeys();
            if (header.madeAt().isBefore(events.madeAt())) {
                throw lines.broken(
                        "it was made before the events, of which nobody could read what concerns people who came between");
            }
            keys(lines, header.keys(), fingerprint);
            lines.trailer(header);
            return header.keys();
        } catch (BrokenLogFile e) {
            throw new BrokenLogFile("The file of keys: " + e.getMessage(), e);
        }
    }

    private void keys(LogLines lines, long count, Fingerprint fingerprint) {
        for (long left = count; left > 0; left -= BATCH_SIZE) {
            var first = lines.number() + 1;
            var rows = new ArrayList<Object[]>();
            for (long i = 0; i < Math.min(left, BATCH_SIZE); i++) {
                var key = lines.next(LogFile.Key.class);
                lines.refuseUnlessStorable(key.madeAt());
                checkKey(key, lines);
                fingerprint.add(key);
                rows.add(new Object[] {
                    key.userId(), key.wrappedKey(), key.madeAt().atOffset(ZoneOffset.UTC)
                });
            }
            try {
                jdbc.batchUpdate("insert into personal_keys (user_id, wrapped_key, made_at) values (?, ?, ?)", rows);
            } catch (DuplicateKeyException e) {
                throw new BrokenLogFile(first, "from here to line %d, a key comes twice".formatted(lines.number()), e);
            }
        }
    }

    private void checkKey(LogFile.Key key, LogLines lines) {
        if (key.wrappedKey() == null) {
            return;
        }
        try {
            keyring.unwrap(new UserId(key.userId()), key.wrappedKey());
        } catch (UnusableMasterKey e) {
            throw new UnusableMasterKey(
                    "Line %d: the personal data in this file were encrypted under another master key."
                            .formatted(lines.number()));
        }
    }

    /** Copies the events, and returns the last position. */
    private long events(LogLines lines, long count, Fingerprint fingerprint, TransferProgress progress) {
        var last = 0L;
        for (long left = count; left > 0; left -= BATCH_SIZE) {
            var first = lines.number() + 1;
            var rows = new CopyText();
            for (long i = 0; i < Math.min(left, BATCH_SIZE); i++) {
                var event = lines.next(LogFile.Event.class);
                if (event.position() <= last) {
                    throw lines.broken("position %d comes after %d".formatted(event.position(), last));
                }
                last = event.position();
                lines.refuseUnlessStorable(event.occurredAt());
                validation.check(event, lines);
                try {
                    add(event, rows);
                    fingerprint.add(event);
                } catch (IllegalArgumentException | JacksonException e) {
                    throw lines.broken("no text of an event: " + e.getMessage());
                }
            }
            copy(rows, first);
            progress.at(lines.number() - (first - 1) + count - left, count);
        }
        return last;
    }

    private static void add(LogFile.Event event, CopyText rows) {
        rows.add(
                event.position(),
                event.eventId(),
                event.aggregateType(),
                event.aggregateId(),
                event.sequenceNumber(),
                event.type(),
                event.revision(),
                event.occurredAt(),
                event.payload().toString(),
                event.metadata().toString());
    }

    private void copy(CopyText rows, long firstLine) {
        jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                                copy domain_events (position, event_id, aggregate_type, aggregate_id, sequence_number,
                                                    type, revision, occurred_at, payload, metadata) from stdin""", rows.bytes());
            } catch (PSQLException e) {
                throw CopyText.lineOf(e)
                        .<RuntimeException>map(line -> new BrokenLogFile(firstLine + line - 1, CopyText.reason(e), e))
                        .orElseThrow(() -> e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return null;
        });
    }

    /** Refuses a stream whose sequence numbers have gaps; the table itself refuses duplicates. */
    private void refuseGaps(long linesBefore) {
        jdbc.query("""
                select aggregate_id, sequence_number, expected,
                       (select count(*) from domain_events before where before.position <= found.position) as line
                from (select position, aggregate_id, sequence_number,
                             row_number() over (partition by aggregate_id order by position) - 1 as expected
                      from domain_events) found
                where sequence_number <> expected order by position limit 1""", (RowCallbackHandler) row -> {
            throw new BrokenLogFile(
                    linesBefore + row.getLong("line"),
                    "event %d of %s comes where event %d of it should"
                            .formatted(
                                    row.getLong("sequence_number"),
                                    row.getString("aggregate_id"),
                                    row.getLong("expected")),
                    null);
        });
    }

    /** Compares the stored rows with the file, whose events can all be read, so that the stored ones can be read too. */
    private void refuseUnlessStored(Fingerprint fingerprint) {
        var storedFingerprint = new Fingerprint();
        logRows.keys(storedFingerprint::add);
        logRows.events(line -> storedFingerprint.add(LogFile.JSON.readValue(line, LogFile.Event.class)));
        if (!storedFingerprint.equalTo(fingerprint)) {
            throw new ImportMismatch();
        }
    }

    /**
     * Sets the subscribers and the sequence of positions to the end of the log. The sequence is restarted first, since
     * a rollback would not undo {@code setval} on it otherwise.
     */
    private void resumeAfter(long last) {
        jdbc.update("""
                update subscriber_tokens
                set token = convert_to(jsonb_build_object('globalIndex', ?::bigint)::text, 'UTF8'),
                    token_type = 'org.axonframework.eventhandling.GlobalSequenceTrackingToken'""", last);
        if (last > 0) {
            jdbc.execute("alter sequence domain_events_position_seq restart");
            jdbc.queryForObject("select setval('domain_events_position_seq', ?)", Long.class, last);
        }
    }
}
