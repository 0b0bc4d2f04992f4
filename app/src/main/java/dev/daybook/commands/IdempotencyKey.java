package dev.daybook.commands;

/**
 * Idempotency key of a call, by which a repetition is recognized.
 *
 * @param mutation name of the mutation; the same key may be used for another one
 * @param key the key that the caller has chosen
 * @param fingerprint fingerprint of the input, to tell a repetition from another call with the same key
 */
public record IdempotencyKey(String mutation, String key, String fingerprint) {}
