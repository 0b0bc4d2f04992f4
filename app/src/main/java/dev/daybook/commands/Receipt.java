package dev.daybook.commands;

/**
 * Result of a command with an idempotency key.
 *
 * @param replayed whether it is that of an earlier call
 */
public record Receipt<R>(R result, boolean replayed, InsertedRows inserted) {
    public Receipt(R result, boolean replayed) {
        this(result, replayed, new InsertedRows());
    }
}
