package dev.daybook.users;

import java.util.UUID;

/** Identifies a user for ever, whatever becomes of the username. */
public record UserId(UUID value) {
    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
