package dev.daybook.commandline;

import picocli.CommandLine.Command;

@Command(
        name = "keys",
        header = "Keeps the keys of personal data apart from the log, so that who is erased stays so in backups.")
final class KeysCommand extends CommandGroup {}
