package dev.daybook.commandline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "projections",
        synopsisSubcommandLabel = "COMMAND",
        header = "Lists, rebuilds and verifies the read models that are projected from the events.",
        description =
                "%nThe shop may be open meanwhile: nobody has to wait, but for a moment at the end of a rebuild.%n",
        commandListHeading = "%nCommands:%n")
final class ProjectionsCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Help help = new Help();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Name a command: list, rebuild, verify, plan or downgrade.");
    }
}
