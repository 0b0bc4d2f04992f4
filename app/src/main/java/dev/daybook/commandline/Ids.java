package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Parses ids: plain UUIDs, and global ids of the GraphQL API. */
final class Ids {
    private Ids() {}

    static Optional<UUID> parse(String type, String text) {
        return uuid(text)
                .or(() -> decoded(text)
                        .filter(plain -> plain.startsWith(type + ":"))
                        .flatMap(plain -> uuid(plain.substring(type.length() + 1))));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(text), UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
