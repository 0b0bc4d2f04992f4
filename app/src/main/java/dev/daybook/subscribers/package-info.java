/**
 * Follows the event log for work that may fail without failing a command: notifications, and the cancelling of unpaid
 * orders.
 */
@ApplicationModule(
        displayName = "Subscribers",
        allowedDependencies = {
            "database",
            "commands",
            "eventstore :: log",
            "users",
            "catalog",
            "ordering",
            "ordering :: notification"
        })
@NullMarked
package dev.daybook.subscribers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
