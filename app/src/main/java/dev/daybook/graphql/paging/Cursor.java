package dev.daybook.graphql.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.graphql.errors.BadRequest;
import java.util.Base64;
import java.util.UUID;

/** Cursor of a row in a sorted list, which stays valid whatever rows come and go around it. */
record Cursor(String sorting, UUID id, String key) {
    static Cursor parse(String text, String sorting) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 3);
            if (parts.length == 3 && parts[0].equals(sorting) && parts[2].indexOf('\0') < 0) {
                return new Cursor(parts[0], UUID.fromString(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException _) {
            // Falls through to the same answer.
        }
        throw new BadRequest("This is not a cursor of a list that is sorted by " + sorting);
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("%s|%s|%s".formatted(sorting, id, key).getBytes(UTF_8));
    }
}
