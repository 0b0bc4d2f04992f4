/** The PostgreSQL under the shop: one of its own, kept in a directory, or the one that the operator names. */
@NullMarked
package dev.daybook.database;

import org.jspecify.annotations.NullMarked;
