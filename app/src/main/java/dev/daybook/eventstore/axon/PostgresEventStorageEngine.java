package dev.daybook.eventstore.axon;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.daybook.commands.AnnouncedAggregates;
import dev.daybook.database.SqlStates;
import dev.daybook.database.Write;
import dev.daybook.eventstore.log.EventRows;
import dev.daybook.eventstore.log.Horizon;
import dev.daybook.eventstore.log.LogPartitions;
import dev.daybook.eventstore.log.StoredEvent;
import dev.daybook.personaldata.PersonalDataEncryption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Axon's event storage engine on PostgreSQL: stores readable {@code jsonb} with encrypted personal data, and lets the
 * log be followed behind its {@link Horizon}.
 */
public final class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    private static final int BATCH_SIZE = 100;
    public static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("domain_events")
            .snapshotTable("snapshots")
            .globalIndexColumn("position")
            .eventIdentifierColumn("event_id")
            .aggregateIdentifierColumn("aggregate_id")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("aggregate_type")
            .timestampColumn("occurred_at")
            .payloadTypeColumn("type")
            .payloadRevisionColumn("revision")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    /** Types of the columns, jsonb as text. */
    private static final List<String> EVENT_TYPES =
            List.of("uuid", "text", "int8", "text", "timestamptz", "text", "text", "text", "text");

    private static final String APPEND = """
            insert into domain_events (%s)
            select event_id, stream, number, kind, at, type, revision, payload::jsonb, metadata::jsonb
            from unnest(%s) with ordinality
                as event (event_id, stream, number, kind, at, type, revision, payload, metadata, place)
            order by place""".formatted(
                    SCHEMA.domainEventFields(),
                    EVENT_TYPES.stream().map("?::%s[]"::formatted).collect(joining(", ")));

    /** The latest snapshot of each of these streams, and all events after it. */
    private static final String READ_STREAMS = """
            with latest as materialized (
                select snapshot.* from unnest(?) as wanted (stream)
                cross join lateral (
                    select %1$s from snapshots where aggregate_id = stream order by sequence_number desc limit 1) as snapshot)
            select true as is_snapshot, %1$s from latest
            union all
            select false, event.* from unnest(?) as wanted (stream) left join latest on latest.aggregate_id = stream
            cross join lateral (
                select %1$s from domain_events
                where aggregate_id = stream and sequence_number > coalesce(latest.sequence_number, -1)) as event
            order by aggregate_id, sequence_number""".formatted(SCHEMA.domainEventFields());

    private static final String STREAMS_READ = StoredStream.class.getName();

    private final CommitBatches.Appending appending = new CommitBatches.Appending() {
        // Positions follow the order of the events.
        @Override
        public Write of(List<? extends EventMessage<?>> events) {
            return Write.ofRows(
                    APPEND,
                    EVENT_TYPES,
                    events.stream()
                            .map(event -> values((DomainEventMessage<?>) event, getEventSerializer()))
                            .toList());
        }

        // Names the event that was refused: the one of a new stream must not be tried again.
        @Override
        public void refused(List<? extends EventMessage<?>> events, DataAccessException failure) {
            if (SqlStates.violatedIndex(failure)
                    .filter(LogPartitions::isStreamIndex)
                    .isEmpty()) {
                return;
            }
            events.stream()
                    .map(DomainEventMessage.class::cast)
                    .filter(event ->
                            SqlStates.isViolatedBy(failure, event.getAggregateIdentifier(), event.getSequenceNumber()))
                    .findFirst()
                    .ifPresent(event -> handlePersistenceException(failure, event));
        }
    };

    private final TransactionManager transactions;
    private final Cache cache;
    private final CommitBatches batches;
    private final EventRows rows;
    private final PersonalDataEncryption encryption;

    PostgresEventStorageEngine(
            ConnectionProvider connections,
            TransactionManager transactions,
            Cache cache,
            CommitBatches batches,
            Serializer serializer,
            EventRows rows,
            PersonalDataEncryption encryption,
            EventUpcaster upcasters,
            SnapshotFilter snapshots) {
        super(builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .dataType(String.class)
                .schema(SCHEMA)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters)
                .snapshotFilter(snapshots)
                .persistenceExceptionResolver(SqlStates::isUniqueViolation)
                .batchSize(BATCH_SIZE)
                // A batch that is not full was the last one; this saves a SELECT each time an aggregate is loaded.
                .finalAggregateBatchPredicate(batch -> batch.size() < BATCH_SIZE));
        this.transactions = transactions;
        this.cache = cache;
        this.batches = batches;
        this.rows = rows;
        this.encryption = encryption;
    }

    /** Holds events of a command back until its commit, and then appends all with one statement. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        batches.current()
                .ifPresentOrElse(batch -> batch.append(events, appending), () -> batches.append(events, appending));
    }

    @Override
    protected PreparedStatement appendSnapshot(
            Connection connection, DomainEventMessage<?> snapshot, Serializer serializer) throws SQLException {
        var statement =
                connection.prepareStatement("insert into " + SCHEMA.snapshotTable() + " (" + SCHEMA.domainEventFields()
                        + ") values (?::uuid, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb) on conflict do nothing");
        var values = values(snapshot, serializer);
        for (int column = 0; column < values.length; column++) {
            statement.setObject(column + 1, values[column]);
        }
        return statement;
    }

    private static final class StoredStream {
        private @Nullable DomainEventData<?> snapshot;
        private final List<DomainEventData<?>> events = new ArrayList<>();

        private long firstSequenceNumber() {
            return snapshot == null ? 0 : snapshot.getSequenceNumber() + 1;
        }
    }

    /**
     * Reads the snapshot of a stream that a command loads together with its events, and with those of the streams that the
     * command has announced.
     */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        if (!CurrentUnitOfWork.isStarted()) {
            return super.readSnapshotData(stream);
        }
        var root = CurrentUnitOfWork.get().root();
        Map<String, StoredStream> known = root.getOrComputeResource(STREAMS_READ, _ -> new HashMap<>());
        if (!known.containsKey(stream)) {
            var wanted = new HashSet<>(AnnouncedAggregates.of(root));
            wanted.removeIf(id -> known.containsKey(id) || cache.containsKey(id));
            wanted.add(stream);
            known.putAll(readStreams(wanted));
        }
        return Stream.ofNullable(requireNonNull(known.get(stream)).snapshot);
    }

    /** Reads the events again when those that are known begin after a snapshot that this version cannot use. */
    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String stream, long firstSequenceNumber) {
        var known = CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get()
                        .root()
                        .<Map<String, StoredStream>>getOrDefaultResource(STREAMS_READ, new HashMap<>())
                        .remove(stream)
                : null;
        return known != null && known.firstSequenceNumber() == firstSequenceNumber
                ? known.events.stream()
                : super.readEventData(stream, firstSequenceNumber);
    }

    private Map<String, StoredStream> readStreams(Collection<String> streams) {
        return read(connection -> {
            var found = streams.stream().collect(toMap(stream -> stream, _ -> new StoredStream()));
            try (var select = connection.prepareStatement(READ_STREAMS)) {
                var ids = connection.createArrayOf("text", streams.toArray());
                select.setArray(1, ids);
                select.setArray(2, ids);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var stream = requireNonNull(found.get(row.getString(SCHEMA.aggregateIdentifierColumn())));
                        if (row.getBoolean("is_snapshot")) {
                            stream.snapshot = getSnapshotData(row);
                        } else {
                            stream.events.add(getDomainEventData(row));
                        }
                    }
                }
            }
            return found;
        });
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        return read(connection -> follow(connection, position(last), batchSize));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    /** The horizon, not the last visible position: events before that one may still be uncommitted. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(read(Horizon::of));
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        return new GlobalSequenceTrackingToken(read(connection -> positionBefore(connection, at)));
    }

    @Override
    protected String readTimeStamp(ResultSet row, String column) throws SQLException {
        return EventRows.timestamp(row);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected <T> T readPayload(ResultSet row, String column) throws SQLException {
        return (T) (column.equals(SCHEMA.payloadColumn()) ? rows.payload(row) : row.getString(column));
    }

    private List<TrackedEventData<?>> follow(Connection connection, long after, int batchSize) throws SQLException {
        var horizon = Horizon.of(connection);
        try (var select = connection.prepareStatement(
                "select * from domain_events where position > ? and position <= ? order by position limit ?")) {
            select.setLong(1, after);
            select.setLong(2, horizon);
            select.setInt(3, batchSize);
            var events = new ArrayList<StoredEvent>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    events.add(rows.read(row));
                }
            }
            return rows.tracked(events);
        }
    }

    private static long positionBefore(Connection connection, Instant at) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce(min(position) - 1, (select coalesce(max(position), 0) from domain_events))
                from domain_events where occurred_at >= ?""")) {
            select.setObject(1, at.atOffset(ZoneOffset.UTC));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        return transactions.fetchInTransaction(() -> {
            var connection = getConnection();
            try {
                return reading.of(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot read the log", e);
            } finally {
                JdbcUtils.closeQuietly(connection);
            }
        });
    }

    private @Nullable Object[] values(DomainEventMessage<?> event, Serializer serializer) {
        var payload = event.serializePayload(serializer, String.class);
        var metadata = event.serializeMetaData(serializer, String.class);
        return new @Nullable Object[] {
            event.getIdentifier(),
            event.getAggregateIdentifier(),
            event.getSequenceNumber(),
            event.getType(),
            event.getTimestamp().atOffset(ZoneOffset.UTC),
            payload.getType().getName(),
            payload.getType().getRevision(),
            encryption.encrypt(event.getPayloadType(), payload.getType(), payload.getData()),
            metadata.getData()
        };
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
