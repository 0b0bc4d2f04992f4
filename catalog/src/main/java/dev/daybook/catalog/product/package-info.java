/** What can be bought, under which name and at which price. */
@NamedInterface("product")
@NullMarked
package dev.daybook.catalog.product;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
