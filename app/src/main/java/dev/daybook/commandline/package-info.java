/** Offers operators the commands of the jar: reading the event log, exporting it, rebuilding and verifying projections. */
@ApplicationModule(
        displayName = "Command line",
        allowedDependencies = {
            "database",
            "commands",
            "replay",
            "eventstore :: log",
            "eventstore :: serialization",
            "eventstore :: transfer",
            "users",
            "catalog",
            "catalog :: product",
            "catalog :: stock",
            "ordering"
        })
@NullMarked
package dev.daybook.commandline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
