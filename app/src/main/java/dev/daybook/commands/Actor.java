package dev.daybook.commands;

import dev.daybook.users.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The user, process or stranger on whose behalf a command is sent. Written into the metadata of every event as {@code
 * user:<id>}, {@code system:<name>} or {@code anonymous}.
 */
public sealed interface Actor {
    String METADATA_KEY = "actor";

    record User(UserId user) implements Actor {
        @Override
        public String toString() {
            return "user:" + user;
        }
    }

    record System(String name) implements Actor {
        @Override
        public String toString() {
            return "system:" + name;
        }
    }

    record Anonymous() implements Actor {
        @Override
        public String toString() {
            return "anonymous";
        }
    }

    /** The actor named in the metadata of an event. */
    static Actor in(Map<String, ?> metadata) {
        return Optional.ofNullable(metadata.get(METADATA_KEY))
                .map(Object::toString)
                .map(Actor::parse)
                .orElseGet(Anonymous::new);
    }

    /** The actor as written by its {@code toString()}. */
    static Actor parse(String actor) {
        if (actor.startsWith("user:")) {
            return new User(new UserId(UUID.fromString(actor.substring("user:".length()))));
        }
        return actor.startsWith("system:") ? new System(actor.substring("system:".length())) : new Anonymous();
    }
}
