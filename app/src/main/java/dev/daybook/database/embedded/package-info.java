/**
 * Runs an embedded PostgreSQL server for a shop without an external one: unpacks it, starts it, and keeps its data in a
 * directory.
 */
@NullMarked
package dev.daybook.database.embedded;

import org.jspecify.annotations.NullMarked;
