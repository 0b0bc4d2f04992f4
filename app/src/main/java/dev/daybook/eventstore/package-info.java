/** Stores every event once and in order: Axon on PostgreSQL, the event log and its readers, serialization, export and import. */
@ApplicationModule(
        displayName = "Event store",
        allowedDependencies = {"users", "database", "personaldata", "commands"})
@NullMarked
package dev.daybook.eventstore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
