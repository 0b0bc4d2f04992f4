@NullMarked
package dev.daybook.database;

import org.jspecify.annotations.NullMarked;
