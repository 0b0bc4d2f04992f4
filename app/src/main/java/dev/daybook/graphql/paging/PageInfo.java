package dev.daybook.graphql.paging;

import org.jspecify.annotations.Nullable;

/** First and last cursor of a page, and whether there are rows on either side. */
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {}
