/** Categories, the tree that products are sorted into. */
@NamedInterface("category")
@NullMarked
package dev.daybook.catalog.category;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
