package dev.daybook.graphql.paging;

import java.util.function.Supplier;

/** Edge of a connection: a row and its cursor, which is made only when it is selected. */
public record Edge<V>(V node, Supplier<String> position) {
    public String cursor() {
        return position.get();
    }
}
