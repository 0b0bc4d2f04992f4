/** Sends commands to their aggregates: one command, one transaction, retried when it loses a race, and once per idempotency key. */
@ApplicationModule(
        displayName = "Commands",
        allowedDependencies = {"users", "users :: index", "catalog", "ordering", "database", "personaldata"})
@NullMarked
package dev.daybook.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
