package dev.daybook.graphql.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.commands.IdempotencyKey;
import graphql.schema.DataFetchingEnvironment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the idempotency key of a mutation from its input, with a fingerprint of the whole input. */
public final class IdempotencyKeys {
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private IdempotencyKeys() {}

    public static IdempotencyKey of(DataFetchingEnvironment mutation) {
        Map<String, Object> input = mutation.getArgumentOrDefault("input", Map.of());
        return new IdempotencyKey(
                mutation.getField().getName(), String.valueOf(input.get("idempotencyKey")), fingerprint(input));
    }

    private static String fingerprint(Map<String, Object> input) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(CANONICAL.writeValueAsString(input).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
