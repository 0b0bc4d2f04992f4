package dev.daybook.eventstore.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Format of an exported log: a header with the numbers of keys and events; the keys of personal data; the events, which
 * are read with these keys; and a trailer with the checksum of all lines before it. Keys and events may be in a file
 * each, which is of the same format and has none of the others.
 */
final class LogFile {
    static final String FORMAT = "daybook-events";
    static final int VERSION = 1;

    /** Strict mapper, which refuses unknown, missing and duplicate fields. */
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private LogFile() {}

    record Header(String format, int version, Instant madeAt, long keys, long events) {}

    /** @param wrappedKey null when the person is erased */
    record Key(UUID userId, byte @Nullable [] wrappedKey, Instant madeAt) {}

    /** Event exactly as it is stored, with its personal data encrypted. */
    record Event(
            long position,
            UUID eventId,
            String aggregateType,
            String aggregateId,
            long sequenceNumber,
            String type,
            @Nullable String revision,
            Instant occurredAt,
            ObjectNode payload,
            ObjectNode metadata) {}

    record Trailer(long keys, long events, String sha256) {}

    static MessageDigest checksum() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
