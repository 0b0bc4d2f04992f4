/** Stock of a product: pieces on hand and reserved ones. A stream of its own, so that a change of price never conflicts with a sale. */
@NamedInterface("stock")
@NullMarked
package dev.daybook.catalog.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
