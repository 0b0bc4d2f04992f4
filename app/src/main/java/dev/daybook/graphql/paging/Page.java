package dev.daybook.graphql.paging;

import dev.daybook.graphql.errors.BadRequest;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLTypeUtil;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requested page of a list: a number of rows from the front or from the back, between two cursors.
 *
 * @param size 1..100
 * @param list the field that is the list, such as {@code User.orders}; no other takes its cursors
 * @param seal null where nobody asks for cursors
 */
public record Page(
        int size,
        boolean fromTheBack,
        @Nullable String after,
        @Nullable String before,
        String list,
        @Nullable CursorSeal seal) {
    public static final int DEFAULT_SIZE = 20;
    public static final int MAX_SIZE = 100;

    /** First page of a list whose cursors nobody asks for. */
    public static final Page FIRST_HUNDRED = new Page(MAX_SIZE, false, null, null, "", null);

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
        return new Page(
                size,
                last != null,
                field.getArgument("after"),
                field.getArgument("before"),
                GraphQLTypeUtil.simplePrint(field.getParentType()) + "."
                        + field.getFieldDefinition().getName(),
                field.getGraphQlContext().get(CursorSeal.class));
    }

    /** The position behind which the page begins. */
    Optional<Cursor> afterIn(Sorting sorting) {
        return Optional.ofNullable(after).map(text -> open("after", text, sorting));
    }

    /** The position in front of which the page ends. */
    Optional<Cursor> beforeIn(Sorting sorting) {
        return Optional.ofNullable(before).map(text -> open("before", text, sorting));
    }

    private Cursor open(String argument, String text, Sorting sorting) {
        return Objects.requireNonNull(seal)
                .open(text, list)
                .filter(cursor -> cursor.sorting().equals(sorting.name()))
                .orElseThrow(() -> notHere(argument));
    }

    BadRequest notHere(String argument) {
        return new BadRequest(
                "'%s' is not a cursor of this list as it is sorted. Begin anew without it".formatted(argument));
    }

    String seal(Cursor cursor) {
        return Objects.requireNonNull(seal).seal(cursor, list);
    }
}
