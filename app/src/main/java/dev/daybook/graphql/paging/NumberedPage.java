package dev.daybook.graphql.paging;

import dev.daybook.graphql.errors.BadRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;

/**
 * Page of a list whose items are numbered from 1 on without a gap, so that its items and its length are known before
 * they are loaded.
 *
 * @param first the number of the first item of the page; greater than {@code last} when there is none
 */
public record NumberedPage(UUID list, long first, long last, long length) {
    private static final Sorting BY_NUMBER = new Sorting("NUMBER", DSL.field("number"), false);

    public static NumberedPage of(Page page, UUID list, long length) {
        var first = page.after() == null ? 1 : Math.max(1, numberIn(page.after(), list) + 1);
        var last = page.before() == null ? length : Math.min(length, numberIn(page.before(), list) - 1);
        return page.fromTheBack()
                ? new NumberedPage(list, Math.max(first, last - page.size() + 1), last, length)
                : new NumberedPage(list, first, Math.min(last, first + page.size() - 1), length);
    }

    private static long numberIn(String text, UUID list) {
        var cursor = Cursor.parse(text, BY_NUMBER.name());
        try {
            if (cursor.id().equals(list)) {
                return Math.clamp(Long.parseLong(cursor.key()), 0, Integer.MAX_VALUE);
            }
        } catch (NumberFormatException _) {
            // Falls through to the same answer.
        }
        throw new BadRequest("This is not a cursor of this list");
    }

    public boolean isEmpty() {
        return first > last;
    }

    /** @param items those of the page, in order */
    public <V> Connection<V> connection(List<V> items) {
        var edges = IntStream.range(0, items.size())
                .mapToObj(index -> new Edge<>(items.get(index), cursor(first + index)))
                .toList();
        return new Connection<>(new Slice<>(edges, first > 1, last < length), () -> length);
    }

    private String cursor(long number) {
        return new Cursor(BY_NUMBER.name(), list, Long.toString(number)).text();
    }
}
