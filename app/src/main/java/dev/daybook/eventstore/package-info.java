/** Keeps every event once and in order, and carries commands to their aggregates: one command, one transaction. */
@ApplicationModule(
        displayName = "Event store",
        allowedDependencies = {"database", "users", "users :: index", "catalog", "ordering"})
@NullMarked
package dev.daybook.eventstore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
