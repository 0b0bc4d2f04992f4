package dev.daybook.commands;

/** A command had to wait for others for too long. Nothing was done. */
public final class Busy extends RuntimeException {
    private Busy(String message, RuntimeException cause) {
        super(message, cause, false, false);
    }

    private Busy(String message) {
        super(message, null, false, false);
    }

    /** Another command was at work on the same stream, or held a lock, for too long. */
    static Busy onStream(RuntimeException cause) {
        return new Busy("Another change to the same thing took too long, and nothing was done", cause);
    }

    /** As many commands are at work as the node takes. */
    static Busy withOthers() {
        return new Busy("Too many changes are being made at once, and nothing was done");
    }
}
