package dev.daybook.graphql.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Global id of a node, opaque to clients and unique over all types. */
public record GlobalId(String type, UUID id) {
    public static Optional<GlobalId> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(":", 2);
            return parts.length == 2
                    ? Optional.of(new GlobalId(parts[0], UUID.fromString(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The id inside, if the text is an id of this type. */
    public static Optional<UUID> parse(String type, String text) {
        return parse(text).filter(id -> id.type().equals(type)).map(GlobalId::id);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((type + ":" + id).getBytes(UTF_8));
    }
}
