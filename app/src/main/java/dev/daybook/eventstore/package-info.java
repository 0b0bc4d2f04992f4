/** Stores every event once and in order. */
@ApplicationModule(
        displayName = "Event store",
        allowedDependencies = {"users", "database", "personaldata", "commands"})
@NullMarked
package dev.daybook.eventstore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
