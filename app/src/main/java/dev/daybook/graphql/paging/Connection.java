package dev.daybook.graphql.paging;

import java.util.List;
import java.util.function.Supplier;

/** Connection of the schema: a page of a list. The total is counted only when it is selected. */
public record Connection<V>(Slice<V> slice, Supplier<?> count) {
    public static <V> Connection<V> empty() {
        return new Connection<>(Slice.empty(), () -> 0);
    }

    public List<Edge<V>> edges() {
        return slice.edges();
    }

    public List<V> nodes() {
        return edges().stream().map(Edge::node).toList();
    }

    public PageInfo pageInfo() {
        var edges = edges();
        return new PageInfo(
                slice.hasNext(),
                slice.hasPrevious(),
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }

    /** A number, or a future of one. */
    public Object totalCount() {
        return count.get();
    }
}
