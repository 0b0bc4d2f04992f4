package dev.daybook.graphql.paging;

import java.util.List;

/** Rows of a page with their cursors, and whether there are more on either side. */
public record Slice<V>(List<Edge<V>> edges, boolean hasPrevious, boolean hasNext) {
    public static <V> Slice<V> empty() {
        return new Slice<>(List.of(), false, false);
    }
}
