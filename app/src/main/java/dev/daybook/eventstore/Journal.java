package dev.daybook.eventstore;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SimpleSerializedType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads events of many streams at once, for those who want to see the events themselves. */
@Component
public class Journal {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final PostgresEventStorageEngine engine;
    private final PersonalDataSeal seal;
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    Journal(PostgresEventStorageEngine engine, PersonalDataSeal seal, JdbcClient jdbc) {
        this.engine = engine;
        this.seal = seal;
        this.jdbc = jdbc;
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
        return jdbc
                .sql("select * from domain_events where event_id = any(?)")
                .param(new SqlArrayValue("uuid", ids.toArray()))
                .query((row, _) -> recorded(row))
                .list()
                .stream()
                .collect(toMap(RecordedEvent::id, Function.identity()));
    }

    private RecordedEvent recorded(ResultSet row) throws SQLException {
        var type = new SimpleSerializedType(row.getString("type"), row.getString("revision"));
        var metadata = json.readValue(row.getString("metadata"), FIELDS);
        return new RecordedEvent(
                row.getObject("event_id", UUID.class),
                row.getLong("position"),
                type.getName(),
                type.getRevision(),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                Actor.in(metadata),
                (String) metadata.get(Provenance.CORRELATION_ID),
                (String) metadata.get(Provenance.CAUSATION_ID),
                json.readValue(seal.open(type, row.getString("payload")), FIELDS));
    }
}
