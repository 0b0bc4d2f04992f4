package dev.daybook.graphql.paging;

import org.jspecify.annotations.Nullable;

/** Where a page begins and ends, and whether there is more on either side. */
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {}
