package dev.daybook.eventstore.transfer;

import java.security.MessageDigest;
import java.util.Arrays;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checksum of the contents of a {@link LogFile}, independent of the order of lines and fields and of the notation of
 * numbers, which PostgreSQL does not keep. Equal fingerprints are of the same keys and events.
 */
final class Fingerprint {
    private static final JsonMapper CANONICAL = LogFile.JSON
            .rebuild()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final MessageDigest digest = LogFile.checksum();
    private final byte[] sum = new byte[digest.getDigestLength()];
    private long lines;

    /** Adds a key or an event; no two of them are equal. */
    void add(Record line) {
        var one = digest.digest(CANONICAL.writeValueAsBytes(line));
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= one[i];
        }
        lines++;
    }

    boolean equalTo(Fingerprint other) {
        return lines == other.lines && Arrays.equals(sum, other.sum);
    }
}
