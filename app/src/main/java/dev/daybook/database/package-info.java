/** Provides the database: its connections, transactions and error codes, and one row mapping for all read models. */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {"users"})
@NullMarked
package dev.daybook.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
