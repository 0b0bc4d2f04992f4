/** The PostgreSQL under the shop, one of its own or one that the operator names, and the mapping of rows to read models. */
@NullMarked
package dev.daybook.database;

import org.jspecify.annotations.NullMarked;
