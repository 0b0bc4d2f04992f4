package dev.daybook.subscribers;

import org.jspecify.annotations.Nullable;

/**
 * Health of a subscriber.
 *
 * @param position position of its stored token, on whichever node it runs
 * @param headPosition head of the log
 * @param caughtUp whether no event has waited for it for long
 * @param error failure that stops it, if it runs on this node
 */
public record SubscriberHealth(
        String name,
        long position,
        long headPosition,
        boolean caughtUp,
        @Nullable String error,
        int deadLetterCount) {
    /** Number of positions between it and the head, including events that it does not handle. */
    public long lag() {
        return Math.max(0, headPosition - position);
    }
}
