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
 * Builds the queries for the events of a filter, so that PostgreSQL finds a page by one of the indexes. Ordered by
 * position alone, it would scan the log backwards in the hope of soon meeting matches, which may be rare or old; so the
 * queries order by the columns of the index, in which the events of one value are adjacent.
 */
final class EventQuery {
    /** Maximum number of events in the period up to which they are found by time and sorted. */
    static final int MAX_SORTED_EVENTS = 10_000;

    private static final Table<?> EVENTS = DSL.table(DSL.name("domain_events"));
    private static final Field<Long> POSITION = DSL.field(DSL.name("position"), SQLDataType.BIGINT);
    private static final Field<String> TYPE = DSL.field(DSL.name("type"), SQLDataType.CLOB);
    private static final Field<String> AGGREGATE_TYPE = DSL.field(DSL.name("aggregate_type"), SQLDataType.CLOB);
    private static final Field<String> STREAM = DSL.field(DSL.name("aggregate_id"), SQLDataType.CLOB);
    private static final Field<String> ACTOR = metadata("actor");
    private static final Field<String> CORRELATION_ID = metadata("correlationId");
    private static final Field<OffsetDateTime> OCCURRED_AT =
            DSL.field(DSL.name("occurred_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<String> REQUESTED_TYPE = DSL.field(DSL.name("wanted", "type"), SQLDataType.CLOB);

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
            // Both bounds: of a condition with one bound, PostgreSQL estimates very many rows.
            conditions.put(
                    OCCURRED_AT,
                    OCCURRED_AT
                            .ge(at(filter.from(), OffsetDateTime.MIN))
                            .and(OCCURRED_AT.lt(at(filter.to(), OffsetDateTime.MAX))));
        }
    }

    /**
     * Range of positions, both ends exclusive, and how to page through it.
     *
     * @param fewInPeriod whether few events are in the period of the filter
     */
    record Range(long above, long below, boolean newestFirst, int limit, boolean fewInPeriod) {
        SortOrder order() {
            return newestFirst ? SortOrder.DESC : SortOrder.ASC;
        }
    }

    /**
     * Counts the events in the period of the filter, up to one more than the maximum; null when the count makes no
     * difference.
     */
    @Nullable Select<?> periodProbe() {
        return !conditions.containsKey(OCCURRED_AT) || isSelective()
                ? null
                : DSL.selectCount()
                        .from(DSL.selectOne()
                                .from(EVENTS)
                                .where(inPeriod())
                                .limit(DSL.inline(MAX_SORTED_EVENTS + 1))
                                .asTable("e"));
    }

    /** Whether the filter selects one stream or one correlation id, which have few events. */
    private boolean isSelective() {
        return filter.stream() != null || filter.correlationId() != null;
    }

    Select<?> page(Range range) {
        if (range.fewInPeriod()) {
            // The offset, though zero, is an optimization fence: events are found by time before other conditions
            // apply.
            var found = DSL.selectFrom(EVENTS).where(inPeriod()).offset(DSL.inline(0));
            return inOrder(found.asTable("e"), range);
        }
        if (isSelective()) {
            return inOrder(EVENTS, range);
        }
        if (filter.actor() != null) {
            return inOrderOf(ACTOR, DSL.val(actor()), range);
        }
        if (filter.types() != null) {
            // A page of each type, merged into one page.
            var pages = inOrderOf(TYPE, REQUESTED_TYPE, range).asTable("e");
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

    /** Orders by an index on the column and the position, and compares both as a row value. */
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

    private Condition inPeriod() {
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

    /** The expression on which the indexes are defined. */
    private static Field<String> metadata(String key) {
        Field<JSONB> metadata = DSL.field(DSL.name("metadata"), SQLDataType.JSONB);
        return DSL.jsonbGetAttributeAsText(metadata, DSL.inline(key));
    }
}
