package dev.daybook.eventstore.log;

/** A subscriber could not keep up with the log, or an event could not be delivered: it would have missed something. */
public final class FellBehind extends RuntimeException {
    FellBehind() {
        super("More has happened than this subscription could take: subscribe again", null, false, false);
    }
}
