package dev.daybook.commandline;

import picocli.CommandLine.Option;

/** Every command explains itself. */
final class Help {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean asked;
}
