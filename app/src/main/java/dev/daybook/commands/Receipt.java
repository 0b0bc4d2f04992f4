package dev.daybook.commands;

/** Result of a command with an idempotency key, and whether it was replayed from an earlier call. */
public record Receipt<R>(R result, boolean replayed) {}
