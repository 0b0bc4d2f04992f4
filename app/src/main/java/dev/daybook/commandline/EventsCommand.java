package dev.daybook.commandline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "events",
        synopsisSubcommandLabel = "COMMAND",
        header = "Shows the events of the log, and carries all of them to another database.",
        commandListHeading = "%nCommands:%n")
final class EventsCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Help help = new Help();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name a command: tail, show, checksum, export or import.");
    }
}
