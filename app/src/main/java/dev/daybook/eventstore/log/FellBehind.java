package dev.daybook.eventstore.log;

/** Somebody who listens to the log could not keep up with it, and would have missed something. */
public final class FellBehind extends RuntimeException {
    FellBehind() {
        super("More has happened than this subscription could take: subscribe again", null, false, false);
    }
}
