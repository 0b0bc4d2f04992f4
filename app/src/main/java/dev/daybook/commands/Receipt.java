package dev.daybook.commands;

/**
 * Result of a command with an idempotency key.
 *
 * @param replayed whether it is that of an earlier call
 */
public record Receipt<R>(R result, boolean replayed, CommandRows rows) {
    public Receipt(R result, boolean replayed) {
        this(result, replayed, new CommandRows());
    }
}
