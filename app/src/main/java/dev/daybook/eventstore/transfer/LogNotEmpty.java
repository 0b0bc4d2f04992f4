package dev.daybook.eventstore.transfer;

/** The log has events already, whose positions and streams an import would collide with. */
public final class LogNotEmpty extends RuntimeException {
    LogNotEmpty() {
        super("This database has events already. Events are only imported into a database without any, in which no shop"
                + " has been opened yet.");
    }
}
