/** Declarations of unique indexes. Knows nothing else of this module, and no other. */
@NamedInterface("index")
@NullMarked
package dev.daybook.users.index;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
