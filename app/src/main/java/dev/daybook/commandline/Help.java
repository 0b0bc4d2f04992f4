package dev.daybook.commandline;

import picocli.CommandLine.Option;

/** The option {@code --help} of every command. */
final class Help {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean asked;
}
