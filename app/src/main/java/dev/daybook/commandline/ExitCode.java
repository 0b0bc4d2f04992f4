package dev.daybook.commandline;

/** Exit codes of the commands. */
final class ExitCode {
    static final int FINE = 0;
    static final int MISMATCH = 1;
    static final int USAGE = 2;
    static final int FAILED = 3;

    private ExitCode() {}
}
