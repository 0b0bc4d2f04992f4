package dev.daybook.eventstore;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.google.crypto.tink.Aead;
import dev.daybook.database.JooqClient;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the log for those who want to see the events themselves. */
@Component
public class Journal {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final PostgresEventStorageEngine engine;
    private final PersonalKeyring keyring;
    private final JdbcClient jdbc;
    private final JooqClient jooq;
    private final JdbcTemplate connections;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    Journal(
            PostgresEventStorageEngine engine,
            PersonalKeyring keyring,
            JdbcClient jdbc,
            JooqClient jooq,
            JdbcTemplate connections) {
        this.engine = engine;
        this.keyring = keyring;
        this.jdbc = jdbc;
        this.jooq = jooq;
        this.connections = connections;
    }

    /** A part of a stream, from one sequence number to another; both belong to it. */
    public record Slice(String stream, long first, long last) {}

    /** The events of each stream, oldest first; with one statement. A stream without any is left out. */
    public Map<String, List<DomainEventMessage<?>>> read(Collection<Slice> slices) {
        return engine.readSlices(slices)
                .<DomainEventMessage<?>>map(event -> event)
                .collect(groupingBy(DomainEventMessage::getAggregateIdentifier));
    }

    /** Events by their ids, as they were recorded. */
    public Map<UUID, RecordedEvent> byId(Collection<UUID> ids) {
        var found = jdbc.sql("select * from domain_events where event_id = any(?)")
                .param(new SqlArrayValue("uuid", ids.toArray()));
        return recorded(found).stream().collect(toMap(RecordedEvent::id, Function.identity()));
    }

    /** Up to where the log can be read without missing an event. */
    public long head() {
        return Objects.requireNonNull(connections.execute((ConnectionCallback<Long>) Horizon::of));
    }

    /**
     * A stretch of the log.
     *
     * @param end up to where nothing else was wanted
     */
    public record Stretch(List<RecordedEvent> events, long end) {}

    /** What comes next in the log, in its order and up to its {@link #head}: whoever goes on from the end misses none. */
    public Stretch next(long position, Selection selection, int limit) {
        var head = head();
        var query = new JournalQuery(selection);
        var events = recorded(jooq.sql(query.page(new JournalQuery.Range(position, head + 1, false, limit, false))));
        return new Stretch(
                events,
                events.size() < limit
                        ? Math.max(position, head)
                        : events.getLast().position());
    }

    /**
     * Events between two positions, neither included, as they can be seen at this moment: others in between may still be on
     * their way.
     */
    public List<RecordedEvent> between(long above, long below, Selection selection, boolean newestFirst, int limit) {
        var query = new JournalQuery(selection);
        return recorded(
                jooq.sql(query.page(new JournalQuery.Range(above, below, newestFirst, limit, isOfAShortTime(query)))));
    }

    private boolean isOfAShortTime(JournalQuery query) {
        var probe = query.timeProbe();
        return probe != null && jooq.sql(probe).query(Integer.class).single() <= JournalQuery.FEW;
    }

    public long count(Selection selection) {
        return jooq.sql(new JournalQuery(selection).count()).query(Long.class).single();
    }

    private List<RecordedEvent> recorded(JdbcClient.StatementSpec select) {
        var stored = select.query((row, _) -> engine.stored(row)).list();
        var keys = StoredEvent.keysTo(stored.stream(), keyring);
        return stored.stream().map(event -> recorded(event, keys)).toList();
    }

    private RecordedEvent recorded(StoredEvent event, Map<UserId, Optional<Aead>> keys) {
        var metadata = json.readValue(event.metadata(), FIELDS);
        return new RecordedEvent(
                UUID.fromString(event.id()),
                event.position(),
                event.type().getName(),
                event.type().getRevision(),
                event.aggregateType(),
                event.stream(),
                event.sequenceNumber(),
                Instant.parse(event.occurredAt()),
                Actor.in(metadata),
                (String) metadata.get(Provenance.CORRELATION_ID),
                (String) metadata.get(Provenance.CAUSATION_ID),
                json.readValue(event.payload().open(keys), FIELDS));
    }
}
