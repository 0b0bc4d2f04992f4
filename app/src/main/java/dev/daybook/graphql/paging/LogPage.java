package dev.daybook.graphql.paging;

import dev.daybook.eventstore.log.RecordedEvent;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.impl.DSL;

/**
 * Page of the log, the newest event first. Its cursors are positions, which no two events share and which never
 * change.
 *
 * @param above lower bound of the positions, exclusive
 * @param below upper bound of the positions, exclusive
 */
public record LogPage(Page page, long above, long below) {
    private static final Sorting NEWEST_FIRST = new Sorting("POSITION", DSL.field("position"), true);

    public static LogPage of(Page page) {
        return new LogPage(
                page,
                page.beforeIn(NEWEST_FIRST).map(LogPage::position).orElse(0L),
                page.afterIn(NEWEST_FIRST).map(LogPage::position).orElse(Long.MAX_VALUE));
    }

    private static long position(Cursor cursor) {
        return Long.parseLong(cursor.key());
    }

    /** Number of events to read: one more than the page has, to know whether there are more. */
    public int limit() {
        return page.size() + 1;
    }

    public boolean isNewestFirst() {
        return !page.fromTheBack();
    }

    /** @param found in the order in which they were to be read */
    public Connection<RecordedEvent> connection(List<RecordedEvent> found, Supplier<?> count) {
        var more = found.size() > page.size();
        var wanted = found.subList(0, more ? page.size() : found.size()).stream()
                .map(event -> new Edge<>(event, () -> cursor(event)))
                .toList();
        return new Connection<>(
                page.fromTheBack()
                        ? new Slice<>(wanted.reversed(), more, page.before() != null)
                        : new Slice<>(wanted, page.after() != null, more),
                count);
    }

    private String cursor(RecordedEvent event) {
        return page.seal(new Cursor(NEWEST_FIRST.name(), event.id(), Long.toString(event.position())));
    }
}
