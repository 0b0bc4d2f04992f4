/** Posts events again: with the projections' own code, but to rows of its own. */
@ApplicationModule(
        displayName = "Replay",
        allowedDependencies = {
            "database",
            "eventstore",
            "users",
            "catalog",
            "catalog :: product",
            "catalog :: stock",
            "ordering"
        })
@NullMarked
package dev.daybook.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
