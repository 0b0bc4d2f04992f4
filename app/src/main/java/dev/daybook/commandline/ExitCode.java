package dev.daybook.commandline;

/** What a command answers to the shell. */
final class ExitCode {
    static final int FINE = 0;
    static final int MISMATCH = 1;
    static final int USAGE = 2;
    static final int FAILED = 3;

    private ExitCode() {}
}
