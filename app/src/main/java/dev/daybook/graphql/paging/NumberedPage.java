package dev.daybook.graphql.paging;

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
public record NumberedPage(Page page, UUID list, long first, long last, long length) {
    private static final Sorting BY_NUMBER = new Sorting("NUMBER", DSL.field("number"), false);

    public static NumberedPage of(Page page, UUID list, long length) {
        long first = page.afterIn(BY_NUMBER)
                .map(after -> numberIn(after, "after", list, page) + 1)
                .orElse(1L);
        long last = page.beforeIn(BY_NUMBER)
                .map(before -> Math.min(length, numberIn(before, "before", list, page) - 1))
                .orElse(length);
        return page.fromTheBack()
                ? new NumberedPage(page, list, Math.max(first, last - page.size() + 1), last, length)
                : new NumberedPage(page, list, first, Math.min(last, first + page.size() - 1), length);
    }

    private static long numberIn(Cursor cursor, String argument, UUID list, Page page) {
        if (!cursor.id().equals(list)) {
            throw page.notHere(argument);
        }
        return Long.parseLong(cursor.key());
    }

    public boolean isEmpty() {
        return first > last;
    }

    /** @param items those of the page, in order */
    public <V> Connection<V> connection(List<V> items) {
        var edges = IntStream.range(0, items.size())
                .mapToObj(index -> new Edge<>(items.get(index), () -> cursor(first + index)))
                .toList();
        return new Connection<>(new Slice<>(edges, first > 1, last < length), () -> length);
    }

    private String cursor(long number) {
        return page.seal(new Cursor(BY_NUMBER.name(), list, Long.toString(number)));
    }
}
