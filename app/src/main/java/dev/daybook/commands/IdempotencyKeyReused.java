package dev.daybook.commands;

/** An idempotency key was used before, for a call with another input. */
public final class IdempotencyKeyReused extends RuntimeException {
    IdempotencyKeyReused(IdempotencyKey key) {
        super(
                "The idempotency key was used before, for another input of %s".formatted(key.mutation()),
                null,
                false,
                false);
    }
}
