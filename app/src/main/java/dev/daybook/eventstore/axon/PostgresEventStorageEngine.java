package dev.daybook.eventstore.axon;

import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventRows;
import dev.daybook.eventstore.log.Horizon;
import dev.daybook.eventstore.log.StoredEvent;
import dev.daybook.personaldata.PersonalDataEncryption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

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

    private final TransactionManager transactions;
    private final EventRows rows;
    private final PersonalDataEncryption encryption;

    PostgresEventStorageEngine(
            ConnectionProvider connections,
            TransactionManager transactions,
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
        this.rows = rows;
        this.encryption = encryption;
    }

    @Override
    protected PreparedStatement appendEvents(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException {
        var statement = connection.prepareStatement(insertInto(SCHEMA.domainEventTable()));
        for (var event : events) {
            bind(statement, (DomainEventMessage<?>) event, serializer);
            statement.addBatch();
        }
        return statement;
    }

    @Override
    protected PreparedStatement appendSnapshot(
            Connection connection, DomainEventMessage<?> snapshot, Serializer serializer) throws SQLException {
        var statement = connection.prepareStatement(insertInto(SCHEMA.snapshotTable()) + " on conflict do nothing");
        bind(statement, snapshot, serializer);
        return statement;
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

    private static String insertInto(String table) {
        return "insert into " + table + " (" + SCHEMA.domainEventFields()
                + ") values (?::uuid, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)";
    }

    private void bind(PreparedStatement statement, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        var payload = event.serializePayload(serializer, String.class);
        var metadata = event.serializeMetaData(serializer, String.class);
        statement.setString(1, event.getIdentifier());
        statement.setString(2, event.getAggregateIdentifier());
        statement.setLong(3, event.getSequenceNumber());
        statement.setString(4, event.getType());
        statement.setObject(5, event.getTimestamp().atOffset(ZoneOffset.UTC));
        statement.setString(6, payload.getType().getName());
        statement.setString(7, payload.getType().getRevision());
        statement.setString(8, encryption.encrypt(event.getPayloadType(), payload.getType(), payload.getData()));
        statement.setString(9, metadata.getData());
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
