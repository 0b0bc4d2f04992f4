package dev.daybook.commandline;

/** A command cannot do what it was asked to; the message says why, and needs no stack trace. */
final class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message, null, false, false);
    }
}
