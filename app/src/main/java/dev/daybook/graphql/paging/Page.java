package dev.daybook.graphql.paging;

import dev.daybook.graphql.errors.BadRequest;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Requested page of a list: a number of rows from the front or from the back, between two cursors.
 *
 * @param size 1..100
 */
public record Page(
        int size,
        boolean fromTheBack,
        @Nullable String after,
        @Nullable String before) {
    public static final int DEFAULT_SIZE = 20;
    public static final int MAX_SIZE = 100;

    /** Reads the arguments {@code first}, {@code after}, {@code last} and {@code before} of a field. */
    public static Page of(DataFetchingEnvironment field) {
        Integer first = field.getArgument("first");
        Integer last = field.getArgument("last");
        if (first != null && last != null) {
            throw new BadRequest("Ask for the first or for the last, not for both");
        }
        var size = first != null ? first : last != null ? last : DEFAULT_SIZE;
        if (size < 1 || size > MAX_SIZE) {
            throw new BadRequest("A page has 1 to %d items, not %d".formatted(MAX_SIZE, size));
        }
        return new Page(size, last != null, field.getArgument("after"), field.getArgument("before"));
    }
}
