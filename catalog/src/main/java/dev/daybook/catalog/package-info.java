/** Categories, products, their prices and their stock. Knows no other module but the rule for texts in {@code users.text} and the declaration of unique indexes in {@code users.index}. */
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"users :: text", "users :: index"})
@NullMarked
package dev.daybook.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
