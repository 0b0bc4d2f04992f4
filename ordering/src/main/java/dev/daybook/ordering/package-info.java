/** What customers buy: orders, from the moment they are placed until they are delivered or cancelled. Asks users and the catalog, and tells the catalog's stock. */
@ApplicationModule(
        displayName = "Ordering",
        allowedDependencies = {"catalog", "catalog :: product", "catalog :: stock", "users"})
@NullMarked
package dev.daybook.ordering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
