package dev.daybook.replay.commandline;

/** A command cannot do what it was asked to; the message says why, and needs no stack trace. */
final class Failure extends RuntimeException {
    Failure(String message) {
        super(message, null, false, false);
    }
}
