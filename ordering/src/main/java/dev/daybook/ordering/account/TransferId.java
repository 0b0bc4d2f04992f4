package dev.daybook.ordering.account;

import java.util.UUID;

/** Identifies a transfer in the entries of both accounts. */
public record TransferId(UUID value) {
    public static TransferId random() {
        return new TransferId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
