package dev.daybook.commandline;

import picocli.CommandLine.Command;

@Command(name = "backup", header = "Proves that a backup can be restored.")
final class BackupCommand extends CommandGroup {}
