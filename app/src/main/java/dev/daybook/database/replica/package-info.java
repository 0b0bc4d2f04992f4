/** Reads queries on a replica of the database, as far as it has replayed what they must see. */
@NamedInterface("replica")
@NullMarked
package dev.daybook.database.replica;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
