@NullMarked
package dev.daybook.database.replica;

import org.jspecify.annotations.NullMarked;
