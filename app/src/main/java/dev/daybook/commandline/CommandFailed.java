package dev.daybook.commandline;

/** Failure of a command that its message explains, without a stack trace. */
final class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message, null, false, false);
    }
}
