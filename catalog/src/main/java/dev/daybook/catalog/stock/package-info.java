/** How many of a product there are, and how many are spoken for. A stream of its own, so that a price edit never collides with a sale. */
@NamedInterface("stock")
@NullMarked
package dev.daybook.catalog.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
