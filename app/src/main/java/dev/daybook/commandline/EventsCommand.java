package dev.daybook.commandline;

import picocli.CommandLine.Command;

@Command(name = "events", header = "Shows the events of the log, and carries all of them to another database.")
final class EventsCommand extends CommandGroup {}
