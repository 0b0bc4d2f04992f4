@NullMarked
package dev.daybook.graphql.storefront;

import org.jspecify.annotations.NullMarked;
