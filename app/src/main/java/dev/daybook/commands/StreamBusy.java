package dev.daybook.commands;

/** Another command was at work on the same stream, or held a lock, for too long. Nothing was done. */
public final class StreamBusy extends RuntimeException {
    StreamBusy(RuntimeException cause) {
        super("Another change to the same thing took too long, and nothing was done", cause, false, false);
    }
}
