package dev.daybook.commandline;

import picocli.CommandLine.Command;

@Command(name = "partitions", header = "Splits the table of a large log, so that the indexes that grow stay small.")
final class PartitionsCommand extends CommandGroup {}
