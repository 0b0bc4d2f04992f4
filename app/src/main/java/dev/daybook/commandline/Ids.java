package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Reads an id as people have it at hand: plain, or as the GraphQL API writes it. */
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
