package dev.daybook.graphql.deadline;

import java.time.Duration;

/** An operation has been ended, or a mutation not been begun, because the time of its request is over. */
public final class DeadlineExceeded extends RuntimeException {
    private final boolean mayHaveBeenDone;

    private DeadlineExceeded(String message, boolean mayHaveBeenDone) {
        super(message, null, false, false);
        this.mayHaveBeenDone = mayHaveBeenDone;
    }

    static DeadlineExceeded ofQuery(Duration limit) {
        return new DeadlineExceeded("This took longer than %s. Ask for less".formatted(inWords(limit)), false);
    }

    /** The answer to a mutation could not be read in time. */
    static DeadlineExceeded afterMutation(Duration limit) {
        return new DeadlineExceeded(
                "The answer took longer than %s. It may have been done nevertheless: send it again with the same idempotency key"
                        .formatted(inWords(limit)),
                true);
    }

    /** The mutations before this one have used up the time. */
    static DeadlineExceeded beforeMutation(Duration limit) {
        return new DeadlineExceeded(
                "The mutations before this one took longer than %s. It was not begun: send it again"
                        .formatted(inWords(limit)),
                false);
    }

    /** Whether something may have been written all the same. */
    public boolean mayHaveBeenDone() {
        return mayHaveBeenDone;
    }

    private static String inWords(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
