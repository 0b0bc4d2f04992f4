package dev.daybook.eventstore.log;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.daybook.database.JooqClient;
import dev.daybook.database.ReplicaReads;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Queries the event log by stream, id, position or filter; on the primary, since the keys of personal data are cached. */
@Component
public class EventQueries {
    private final EventRows rows;
    private final JdbcClient jdbc;
    private final JooqClient jooq;
    private final JdbcTemplate connections;

    EventQueries(EventRows rows, JdbcClient jdbc, JooqClient jooq, JdbcTemplate connections) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.jooq = jooq;
        this.connections = connections;
    }

    /** Range of sequence numbers of a stream, both ends inclusive. */
    public record Slice(String stream, long first, long last) {}

    /** The events of each stream, oldest first; with one statement. A stream without events is left out. */
    public Map<String, List<DomainEventMessage<?>>> read(Collection<Slice> slices) {
        ReplicaReads.onPrimaryOnly();
        var stored = jdbc.sql("""
                        select e.* from unnest(?, ?, ?) as slice (stream, first, last)
                        join domain_events e on e.aggregate_id = slice.stream
                            and e.sequence_number between slice.first and slice.last
                        order by e.aggregate_id, e.sequence_number""")
                .param(array("text", slices, Slice::stream))
                .param(array("bigint", slices, Slice::first))
                .param(array("bigint", slices, Slice::last))
                .query((row, _) -> rows.read(row))
                .list();
        return rows.messages(stored)
                .peek(UnknownEvent::refuse)
                .<DomainEventMessage<?>>map(event -> event)
                .collect(groupingBy(DomainEventMessage::getAggregateIdentifier));
    }

    private static SqlArrayValue array(String type, Collection<Slice> slices, Function<Slice, Object> value) {
        return new SqlArrayValue(type, slices.stream().map(value).toArray());
    }

    /** Events by their ids, as they were recorded. */
    public Map<UUID, RecordedEvent> byId(Collection<UUID> ids) {
        ReplicaReads.onPrimaryOnly();
        var found = jdbc.sql("select * from domain_events where event_id = any(?)")
                .param(new SqlArrayValue("uuid", ids.toArray()));
        return recorded(found).stream().collect(toMap(RecordedEvent::id, Function.identity()));
    }

    /** The position up to which the log can be read without missing an event. */
    public long head() {
        ReplicaReads.onPrimaryOnly();
        return Objects.requireNonNull(connections.execute((ConnectionCallback<Long>) Horizon::of));
    }

    /**
     * A page of the log.
     *
     * @param end the position from which the next page goes on
     */
    public record EventPage(List<RecordedEvent> events, long end) {}

    /**
     * The next page after the position, in the order of the log and up to its {@link #head}: reading on from its end
     * misses no event.
     */
    public EventPage next(long position, EventFilter filter, int limit) {
        return next(position, head(), filter, limit);
    }

    /** The same up to a head that is known. */
    EventPage next(long position, long head, EventFilter filter, int limit) {
        var query = new EventQuery(filter);
        var events = recorded(jooq.sql(query.page(new EventQuery.Range(position, head + 1, false, limit, false))));
        return new EventPage(
                events,
                events.size() < limit
                        ? Math.max(position, head)
                        : events.getLast().position());
    }

    /**
     * Events between two positions, both exclusive, as far as they are committed: others in between may still become
     * visible.
     */
    public List<RecordedEvent> between(long above, long below, EventFilter filter, boolean newestFirst, int limit) {
        ReplicaReads.onPrimaryOnly();
        var query = new EventQuery(filter);
        return recorded(
                jooq.sql(query.page(new EventQuery.Range(above, below, newestFirst, limit, hasFewInPeriod(query)))));
    }

    private boolean hasFewInPeriod(EventQuery query) {
        var probe = query.periodProbe();
        return probe != null && jooq.sql(probe).query(Integer.class).single() <= EventQuery.MAX_SORTED_EVENTS;
    }

    public long count(EventFilter filter) {
        ReplicaReads.onPrimaryOnly();
        return jooq.sql(new EventQuery(filter).count()).query(Long.class).single();
    }

    private List<RecordedEvent> recorded(JdbcClient.StatementSpec select) {
        return rows.recorded(select.query((row, _) -> rows.read(row)).list());
    }
}
