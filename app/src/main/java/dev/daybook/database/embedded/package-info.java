/** Runs a PostgreSQL of its own for a shop that is given no other: unpacks it, starts it, and keeps its data in a directory. */
@NullMarked
package dev.daybook.database.embedded;

import org.jspecify.annotations.NullMarked;
