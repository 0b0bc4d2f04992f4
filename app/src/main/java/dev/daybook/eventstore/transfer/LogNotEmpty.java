package dev.daybook.eventstore.transfer;

/** Events can only be imported where there are none: their positions and streams are taken. */
public final class LogNotEmpty extends RuntimeException {
    LogNotEmpty() {
        super("This database has events already. Events are only imported into a database without any, in which no shop"
                + " has been opened yet.");
    }
}
