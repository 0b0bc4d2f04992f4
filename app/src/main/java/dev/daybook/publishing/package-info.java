/** Publishes the event log to a topic of Kafka, when one is configured. */
@ApplicationModule(
        displayName = "Publishing",
        allowedDependencies = {"commands", "personaldata", "subscribers", "users"})
@NullMarked
package dev.daybook.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
