package dev.daybook.commands;

/**
 * What a caller names a call by, so that a repetition is known as one.
 *
 * @param mutation what was called; the same key may be used for another mutation
 * @param key the caller's choice
 * @param fingerprint of the input, to tell a repetition from another call under the same key
 */
public record IdempotencyKey(String mutation, String key, String fingerprint) {}
