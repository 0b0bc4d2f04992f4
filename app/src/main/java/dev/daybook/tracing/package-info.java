/** Traces operations, commands, statements, projections and subscribers, when an endpoint for traces is configured. */
@ApplicationModule(
        displayName = "Tracing",
        allowedDependencies = {"commands"})
@NullMarked
package dev.daybook.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
