package dev.daybook.subscribers;

import org.jspecify.annotations.Nullable;

/**
 * How somebody who follows the log is doing.
 *
 * @param position up to where it has noted that it is done, on whichever node it runs
 * @param headPosition up to where the log can be read
 * @param caughtUp whether nothing has waited for it for long
 * @param error what keeps it from going on, if it is this node that it runs on
 */
public record SubscriberHealth(
        String name,
        long position,
        long headPosition,
        boolean caughtUp,
        @Nullable String error,
        int deadLetterCount) {
    /** So many positions may still be to come; what is none of its business counts too. */
    public long lag() {
        return Math.max(0, headPosition - position);
    }
}
