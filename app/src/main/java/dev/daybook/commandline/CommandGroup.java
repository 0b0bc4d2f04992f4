package dev.daybook.commandline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command that does nothing without one of its subcommands, and says which there are. */
@Command(synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n")
abstract class CommandGroup implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Help help = new Help();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        var names = String.join(", ", command.subcommands().keySet()).replaceFirst(", (?=[^,]*$)", " or ");
        throw new ParameterException(command.commandLine(), "Name a command: %s.".formatted(names));
    }
}
