/** Rebuilds and verifies read models by replaying the event log into shadow tables. */
@ApplicationModule(
        displayName = "Replay",
        allowedDependencies = {
            "database",
            "users",
            "commands",
            "personaldata",
            "eventstore :: log",
            "eventstore :: serialization"
        })
@NullMarked
package dev.daybook.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
