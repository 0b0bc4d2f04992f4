package dev.daybook.commands;

/** An earlier call with the same idempotency key is still in progress. */
public final class IdempotencyInProgress extends RuntimeException {
    IdempotencyInProgress() {
        super("An earlier call with this idempotency key is still being worked on", null, false, false);
    }
}
