/** Serves the shop by one GraphQL API. Translates, and decides nothing. */
@ApplicationModule(displayName = "GraphQL API")
@NullMarked
package dev.daybook.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
