package dev.daybook.commandline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        synopsisSubcommandLabel = "COMMAND",
        header = "Keeps the keys of personal data apart from the log, so that who is erased stays so in backups.",
        commandListHeading = "%nCommands:%n")
final class KeysCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private Help help = new Help();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name a command: export or erase.");
    }
}
