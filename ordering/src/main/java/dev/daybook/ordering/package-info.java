/** Orders from placement to delivery or cancellation, the accounts that pay for them, and the notifications to customers. */
@ApplicationModule(
        displayName = "Ordering",
        allowedDependencies = {
            "catalog",
            "catalog :: product",
            "catalog :: stock",
            "users",
            "users :: text",
            "users :: index"
        })
@NullMarked
package dev.daybook.ordering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
