package dev.daybook.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.database.LongTransactions;
import dev.daybook.eventstore.transfer.LogFile.Header;
import dev.daybook.eventstore.transfer.LogFile.Trailer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Exports a snapshot of the log, or of a part of it, as a {@link LogFile}, streaming it line by line. */
@Component
public class LogExport {
    private final LongTransactions transactions;
    private final LogRows rows;

    LogExport(LogRows rows, LongTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    public record Written(long events, long keys, String sha256) {}

    /** Writes the file; an import of it needs the master key of this shop. */
    public Written to(OutputStream file, LogPart part, TransferProgress progress) {
        return transactions.read(() -> {
            try {
                return write(file, part, progress);
            } catch (IOException e) {
                throw new UncheckedIOException("The file cannot be written: " + e.getMessage(), e);
            }
        });
    }

    private Written write(OutputStream file, LogPart part, TransferProgress progress) throws IOException {
        var keys = part.hasKeys() ? rows.countKeys() : 0;
        var events = part.hasEvents() ? rows.countEvents() : 0;
        var checksum = LogFile.checksum();
        var lines = new DigestOutputStream(file, checksum);
        line(
                LogFile.JSON.writeValueAsString(
                        new Header(LogFile.FORMAT, LogFile.VERSION, Instant.now(), keys, events)),
                lines);
        if (part.hasKeys()) {
            rows.keys(key -> line(LogFile.JSON.writeValueAsString(key), lines));
        }
        if (part.hasEvents()) {
            var done = new AtomicLong();
            rows.events(event -> {
                line(event, lines);
                if (done.incrementAndGet() % LogRows.BATCH_SIZE == 0) {
                    progress.at(done.get(), events);
                }
            });
        }
        var sum = HexFormat.of().formatHex(checksum.digest());
        line(LogFile.JSON.writeValueAsString(new Trailer(keys, events, sum)), file);
        file.flush();
        progress.at(events, events);
        return new Written(events, keys, sum);
    }

    private static void line(String text, OutputStream lines) {
        try {
            lines.write((text + '\n').getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be written: " + e.getMessage(), e);
        }
    }
}
