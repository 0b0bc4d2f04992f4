/** Products, their prices and the history of these. */
@NamedInterface("product")
@NullMarked
package dev.daybook.catalog.product;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
