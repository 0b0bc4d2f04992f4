package dev.daybook.commandline;

import picocli.CommandLine.Command;

@Command(
        name = "projections",
        header = "Lists, rebuilds and verifies the read models that are projected from the events.",
        description =
                "%nThe shop may be open meanwhile: nobody has to wait, but for a moment at the end of a rebuild.%n")
final class ProjectionsCommand extends CommandGroup {}
