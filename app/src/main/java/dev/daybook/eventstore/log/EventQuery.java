package dev.daybook.eventstore.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Queries for the events of a filter, said so that PostgreSQL finds a page by one of the indexes. Left to itself it walks
 * through the log in the order that is wanted, in the hope of meeting soon what may be rare or long ago; so the order that
 * is asked for is that of the index, where all that is compared with one value comes one after the other.
 */
final class EventQuery {
    /** Number of events that are sorted in no time. */
    static final int FEW = 10_000;

    private static final Table<?> EVENTS = DSL.table(DSL.name("domain_events"));
    private static final Field<Long> POSITION = DSL.field(DSL.name("position"), SQLDataType.BIGINT);
    private static final Field<String> TYPE = DSL.field(DSL.name("type"), SQLDataType.CLOB);
    private static final Field<String> AGGREGATE_TYPE = DSL.field(DSL.name("aggregate_type"), SQLDataType.CLOB);
    private static final Field<String> STREAM = DSL.field(DSL.name("aggregate_id"), SQLDataType.CLOB);
    private static final Field<String> ACTOR = metadata("actor");
    private static final Field<String> CORRELATION_ID = metadata("correlationId");
    private static final Field<OffsetDateTime> OCCURRED_AT =
            DSL.field(DSL.name("occurred_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<String> WANTED_TYPE = DSL.field(DSL.name("wanted", "type"), SQLDataType.CLOB);

    private final EventFilter filter;
    private final Map<Field<?>, Condition> conditions = new LinkedHashMap<>();

    EventQuery(EventFilter filter) {
        this.filter = filter;
        if (filter.types() != null) {
            conditions.put(TYPE, TYPE.eq(DSL.any(types())));
        }
        is(AGGREGATE_TYPE, filter.aggregateType());
        is(STREAM, filter.stream());
        is(ACTOR, actor());
        is(CORRELATION_ID, filter.correlationId());
        if (filter.from() != null || filter.to() != null) {
            // Both ends: of what has one only, PostgreSQL would expect very many.
            conditions.put(
                    OCCURRED_AT,
                    OCCURRED_AT
                            .ge(at(filter.from(), OffsetDateTime.MIN))
                            .and(OCCURRED_AT.lt(at(filter.to(), OffsetDateTime.MAX))));
        }
    }

    /**
     * The events with a position between the two, neither included.
     *
     * @param ofAShortTime whether few events are of the time that is wanted
     */
    record Range(long above, long below, boolean newestFirst, int limit, boolean ofAShortTime) {
        SortOrder order() {
            return newestFirst ? SortOrder.DESC : SortOrder.ASC;
        }
    }

    /** Counts the events of the time that is wanted, but no more than one too many; null when that makes no difference. */
    @Nullable Select<?> timeProbe() {
        return !conditions.containsKey(OCCURRED_AT) || isOfAShortStory()
                ? null
                : DSL.selectCount()
                        .from(DSL.selectOne()
                                .from(EVENTS)
                                .where(ofTheTime())
                                .limit(DSL.inline(FEW + 1))
                                .asTable("e"));
    }

    /** What has happened to one thing, or came of one request. */
    private boolean isOfAShortStory() {
        return filter.stream() != null || filter.correlationId() != null;
    }

    Select<?> page(Range range) {
        if (range.ofAShortTime()) {
            // With an offset, though of none, they are found by their time before anything else is looked at.
            var found = DSL.selectFrom(EVENTS).where(ofTheTime()).offset(DSL.inline(0));
            return inOrder(found.asTable("e"), range);
        }
        if (isOfAShortStory()) {
            return inOrder(EVENTS, range);
        }
        if (filter.actor() != null) {
            return inOrderOf(ACTOR, DSL.val(actor()), range);
        }
        if (filter.types() != null) {
            // A page of each type, and of these the page that is wanted.
            var pages = inOrderOf(TYPE, WANTED_TYPE, range).asTable("e");
            return DSL.select(pages.asterisk())
                    .from(DSL.unnest(types()).as("wanted", "type"))
                    .crossJoin(DSL.lateral(pages))
                    .orderBy(POSITION.sort(range.order()))
                    .limit(range.limit());
        }
        return filter.aggregateType() == null
                ? inOrder(EVENTS, range)
                : inOrderOf(AGGREGATE_TYPE, DSL.val(filter.aggregateType()), range);
    }

    private Select<?> inOrder(Table<?> from, Range range) {
        return DSL.selectFrom(from)
                .where(conditions.values())
                .and(POSITION.gt(range.above()))
                .and(POSITION.lt(range.below()))
                .orderBy(POSITION.sort(range.order()))
                .limit(range.limit());
    }

    /** In the order of an index that begins with the column, which is compared with the value by the place in it. */
    private Select<?> inOrderOf(Field<String> column, Field<String> value, Range range) {
        var others = new LinkedHashMap<>(conditions);
        others.remove(column);
        var place = DSL.row(column, POSITION);
        return DSL.selectFrom(EVENTS)
                .where(place.gt(value, DSL.val(range.above())))
                .and(place.lt(value, DSL.val(range.below())))
                .and(DSL.and(others.values()))
                .orderBy(column.sort(range.order()), POSITION.sort(range.order()))
                .limit(range.limit());
    }

    Select<?> count() {
        return DSL.selectCount().from(EVENTS).where(conditions.values());
    }

    private Condition ofTheTime() {
        return conditions.getOrDefault(OCCURRED_AT, DSL.noCondition());
    }

    private void is(Field<String> column, @Nullable String value) {
        if (value != null) {
            conditions.put(column, column.eq(value));
        }
    }

    private Field<String[]> types() {
        var types = filter.types() == null ? new String[0] : filter.types().toArray(String[]::new);
        return DSL.val(types, SQLDataType.CLOB.getArrayDataType());
    }

    private @Nullable String actor() {
        return filter.actor() == null ? null : filter.actor().toString();
    }

    private static OffsetDateTime at(@Nullable Instant instant, OffsetDateTime otherwise) {
        return instant == null ? otherwise : instant.atOffset(ZoneOffset.UTC);
    }

    /** As the indexes have it. */
    private static Field<String> metadata(String key) {
        Field<JSONB> metadata = DSL.field(DSL.name("metadata"), SQLDataType.JSONB);
        return DSL.jsonbGetAttributeAsText(metadata, DSL.inline(key));
    }
}
