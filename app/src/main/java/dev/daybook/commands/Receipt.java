package dev.daybook.commands;

/** What came of a command that was sent once, and whether that was an earlier call. */
public record Receipt<R>(R result, boolean replayed) {}
