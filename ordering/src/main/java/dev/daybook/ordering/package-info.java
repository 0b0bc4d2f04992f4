/** What customers buy, and the money that pays for it: orders, from the moment they are placed until they are delivered or cancelled, accounts, and what customers are told. Asks users and the catalog, and tells the catalog's stock. */
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
