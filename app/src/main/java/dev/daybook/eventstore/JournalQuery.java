package dev.daybook.eventstore;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Says which events are wanted to PostgreSQL, so that a page is found by one of the indexes. Left to itself it walks through
 * the log in the order that is wanted, in the hope of meeting soon what may be rare or long ago; so the order that is asked
 * for is that of the index, where all that is compared with one value comes one after the other.
 */
final class JournalQuery {
    /** So many events are sorted in no time. */
    static final int FEW = 10_000;

    private static final String ACTOR = "metadata ->> 'actor'";
    private static final String ALL = "select * from domain_events";

    private final Selection selection;
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> times = new ArrayList<>();

    JournalQuery(Selection selection) {
        this.selection = selection;
        if (selection.types() != null) {
            values.put("types", new SqlArrayValue("text", selection.types().toArray()));
        }
        put("aggregateType", selection.aggregateType());
        put("stream", selection.stream());
        put("actor", selection.actor() == null ? null : selection.actor().toString());
        put("correlationId", selection.correlationId());
        if (selection.from() != null || selection.to() != null) {
            // Both ends: of what has one only, PostgreSQL would expect very many.
            put("from", at(selection.from(), OffsetDateTime.MIN));
            put("to", at(selection.to(), OffsetDateTime.MAX));
            times.addAll(List.of("occurred_at >= :from", "occurred_at < :to"));
        }
    }

    private static OffsetDateTime at(@Nullable Instant instant, OffsetDateTime otherwise) {
        return instant == null ? otherwise : instant.atOffset(ZoneOffset.UTC);
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    Map<String, Object> values() {
        return values;
    }

    /** How many there were at the time that is wanted, but not more than one too many; null when that makes no difference. */
    @Nullable String timeProbe() {
        return times.isEmpty() || isOfAShortStory()
                ? null
                : "select count(*) from (select from domain_events%s limit %d) e".formatted(where(times), FEW + 1);
    }

    /** What has happened to one thing, or came of one request. */
    private boolean isOfAShortStory() {
        return selection.stream() != null || selection.correlationId() != null;
    }

    /**
     * Those with a position between the two, neither included.
     *
     * @param ofAShortTime whether few events are of the time that is wanted
     */
    String page(long above, long below, boolean newestFirst, int limit, boolean ofAShortTime) {
        values.put("above", above);
        values.put("below", below);
        values.put("limit", limit);
        var direction = newestFirst ? "desc" : "asc";
        if (ofAShortTime) {
            return "select * from (" + ALL + where(times) + " offset 0) e" + inOrder(direction);
        }
        if (isOfAShortStory()) {
            return ALL + inOrder(direction);
        }
        if (selection.actor() != null) {
            return ALL + inOrderOf(ACTOR, ":actor", direction);
        }
        if (selection.types() != null) {
            // A page of each type, and of these the page that is wanted.
            return "select e.* from unnest(cast(:types as text[])) as wanted (type) cross join lateral ("
                    + (ALL + inOrderOf("type", "wanted.type", direction))
                    + ") e order by position %s limit :limit".formatted(direction);
        }
        return ALL
                + (selection.aggregateType() == null
                        ? inOrder(direction)
                        : inOrderOf("aggregate_type", ":aggregateType", direction));
    }

    private String inOrder(String direction) {
        return where(conditions("", "position > :above", "position < :below"))
                + " order by position %s limit :limit".formatted(direction);
    }

    private String inOrderOf(String column, String value, String direction) {
        var after = "(%s, position) > (%s, :above)".formatted(column, value);
        var before = "(%s, position) < (%s, :below)".formatted(column, value);
        return where(conditions(column, after, before))
                + " order by %1$s %2$s, position %2$s limit :limit".formatted(column, direction);
    }

    String count() {
        return "select count(*) from domain_events" + where(conditions(""));
    }

    /** All conditions, and some more; but not that on the column which these are about. */
    private List<String> conditions(String covered, String... more) {
        return Stream.of(
                        Stream.of(more),
                        condition("types", covered, "type", "any(:types)"),
                        condition("aggregateType", covered, "aggregate_type", ":aggregateType"),
                        condition("stream", covered, "aggregate_id", ":stream"),
                        condition("actor", covered, ACTOR, ":actor"),
                        condition("correlationId", covered, "metadata ->> 'correlationId'", ":correlationId"),
                        times.stream())
                .flatMap(conditions -> conditions)
                .toList();
    }

    private Stream<String> condition(String name, String covered, String column, String value) {
        return values.containsKey(name) && !column.equals(covered) ? Stream.of(column + " = " + value) : Stream.empty();
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
