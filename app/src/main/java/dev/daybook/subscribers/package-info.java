/** Follows the log for what may fail without failing a command: tells customers, and cancels what nobody pays. */
@ApplicationModule(
        displayName = "Subscribers",
        allowedDependencies = {"eventstore", "users", "catalog", "ordering", "ordering :: notification"})
@NullMarked
package dev.daybook.subscribers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
