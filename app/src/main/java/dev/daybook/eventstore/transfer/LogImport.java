package dev.daybook.eventstore.transfer;

import dev.daybook.database.CopyText;
import dev.daybook.database.LongTransaction;
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
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.core.JacksonException;

/**
 * Fills an empty log from a {@link LogFile}: all of it or nothing. Each event is read as the shop would read it; in the end
 * what the database holds is read back and compared with the file; and those who follow the log are set to its end, so that
 * nobody is told again what happened long ago.
 */
@Component
public class LogImport {
    private static final int LINES_AT_ONCE = 1_000;

    private final LongTransaction transaction;
    private final JdbcTemplate jdbc;
    private final PersonalKeyring keyring;
    private final EventValidation readable;
    private final LogRows stored;

    LogImport(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            PersonalKeyring keyring,
            EventValidation readable,
            LogRows stored) {
        this.jdbc = jdbc;
        this.transaction = new LongTransaction(transactions, jdbc);
        this.keyring = keyring;
        this.readable = readable;
        this.stored = stored;
    }

    public record Imported(long events, long keys) {}

    /**
     * @throws LogNotEmpty when there are events
     * @throws BrokenLogFile when the file is not whole, or has an event that this version does not know
     * @throws ImportMismatch when the database holds something else in the end
     * @throws UnusableMasterKey when the personal data in it were sealed under another master key
     */
    public Imported from(InputStream file, TransferProgress progress) {
        return transaction.call(() -> {
            refuseUnlessEmpty();
            var lines = new LogLines(file);
            var header = header(lines);
            var said = new Fingerprint();
            keys(lines, header.keys(), said);
            var last = events(lines, header.events(), said, progress);
            var trailer = lines.trailer();
            if (trailer.keys() != header.keys() || trailer.events() != header.events()) {
                throw lines.broken("header and trailer disagree");
            }
            refuseGaps(1 + header.keys());
            refuseUnlessStored(said);
            beginAfter(last);
            return new Imported(header.events(), header.keys());
        });
    }

    /** Nobody can append before the end. */
    private void refuseUnlessEmpty() {
        jdbc.execute("lock table domain_events in share row exclusive mode");
        var isEmpty = jdbc.queryForObject(
                "select not exists (select from domain_events) and not exists (select from personal_keys)",
                Boolean.class);
        if (!Boolean.TRUE.equals(isEmpty)) {
            throw new LogNotEmpty();
        }
    }

    private static LogFile.Header header(LogLines lines) {
        var header = lines.next(LogFile.Header.class);
        if (!LogFile.FORMAT.equals(header.format())) {
            throw lines.broken("not a file of events that Daybook has exported");
        }
        if (header.version() != LogFile.VERSION) {
            throw lines.broken(
                    "version %d of the format, and only %d is known here".formatted(header.version(), LogFile.VERSION));
        }
        if (header.keys() < 0 || header.events() < 0) {
            throw lines.broken("there cannot be less than nothing");
        }
        return header;
    }

    private void keys(LogLines lines, long count, Fingerprint said) {
        for (long left = count; left > 0; left -= LINES_AT_ONCE) {
            var first = lines.number() + 1;
            var rows = new ArrayList<Object[]>();
            for (long i = 0; i < Math.min(left, LINES_AT_ONCE); i++) {
                var key = lines.next(LogFile.Key.class);
                lines.refuseUnlessStorable(key.madeAt());
                tryOut(key, lines);
                said.add(key);
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

    private void tryOut(LogFile.Key key, LogLines lines) {
        if (key.wrappedKey() == null) {
            return;
        }
        try {
            keyring.unwrap(new UserId(key.userId()), key.wrappedKey());
        } catch (UnusableMasterKey e) {
            throw new UnusableMasterKey("Line %d: the personal data in this file were sealed under another master key."
                    .formatted(lines.number()));
        }
    }

    /** Answers the last position. */
    private long events(LogLines lines, long count, Fingerprint said, TransferProgress progress) {
        var last = 0L;
        for (long left = count; left > 0; left -= LINES_AT_ONCE) {
            var first = lines.number() + 1;
            var rows = new CopyText();
            for (long i = 0; i < Math.min(left, LINES_AT_ONCE); i++) {
                var event = lines.next(LogFile.Event.class);
                if (event.position() <= last) {
                    throw lines.broken("position %d comes after %d".formatted(event.position(), last));
                }
                last = event.position();
                lines.refuseUnlessStorable(event.occurredAt());
                readable.check(event, lines);
                try {
                    add(event, rows);
                    said.add(event);
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

    /** That no number of a stream comes twice, the table has seen to. */
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

    /** Whatever may have happened to it on the way: what is there now can be read, since what the file said could be. */
    private void refuseUnlessStored(Fingerprint said) {
        var held = new Fingerprint();
        stored.keys(held::add);
        stored.events(line -> held.add(LogFile.JSON.readValue(line, LogFile.Event.class)));
        if (!held.equalTo(said)) {
            throw new ImportMismatch();
        }
    }

    /** By a sequence that is made anew, since a rollback would not take back {@code setval} on one that was there before. */
    private void beginAfter(long last) {
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
