package dev.daybook.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.daybook.database.DedicatedConnections;
import dev.daybook.personaldata.MasterKey;
import dev.daybook.personaldata.PersonalDataEncryption;
import dev.daybook.personaldata.PersonalKeyring;
import dev.daybook.users.UserId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Writes events into the log just as the store writes them, but all of them with one COPY. */
public final class BulkLog implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final String COPY = """
            copy domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type, revision, occurred_at,
                payload, metadata) from stdin""";

    private final Serializer serializer;
    private final Connection connection;
    private final Connection keys;
    private final PersonalDataEncryption encryption;
    private final Set<UserId> erased = new HashSet<>();
    private final OutputStream rows;

    public BulkLog(ApplicationContext shop) throws SQLException {
        serializer = shop.getBean("serializer", Serializer.class);
        var connections = shop.getBean(DedicatedConnections.class);
        connection = open(connections);
        keys = open(connections);
        encryption = new PersonalDataEncryption(new Keyring(keys, shop.getBean(MasterKey.class)));
        rows = new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, BUFFER);
    }

    private static Connection open(DedicatedConnections connections) throws SQLException {
        var connection = connections.open("daybook benchmark");
        connection.setAutoCommit(false);
        return connection;
    }

    public void append(DomainEventMessage<?> event) {
        var payload = event.serializePayload(serializer, String.class);
        var metadata = event.serializeMetaData(serializer, String.class);
        var encrypted = encryption.encrypt(event.getPayloadType(), payload.getType(), payload.getData());
        var revision = payload.getType().getRevision();
        var row = new StringJoiner("\t", "", "\n")
                .add(event.getIdentifier())
                .add(event.getType())
                .add(event.getAggregateIdentifier())
                .add(Long.toString(event.getSequenceNumber()))
                .add(payload.getType().getName())
                .add(revision == null ? "\\N" : revision)
                .add(event.getTimestamp().toString())
                .add(encrypted.replace("\\", "\\\\"))
                .add(metadata.getData().replace("\\", "\\\\"));
        try {
            rows.write(row.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As of the end of the log, nobody can read any more what is personal of this user. */
    public void erase(UserId user) {
        erased.add(user);
    }

    /**
     * Commits it all. Subscribers begin behind it: it is no news to customers. So none may be running, lest it overwrite
     * that.
     */
    public void commit() throws IOException, SQLException {
        rows.close();
        try (var update = keys.prepareStatement("update personal_keys set wrapped_key = null where user_id = ?")) {
            for (var user : erased) {
                update.setObject(1, user.value());
                update.addBatch();
            }
            update.executeBatch();
        }
        keys.commit();
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    update subscriber_tokens set owner = null, token = (
                        select convert_to(jsonb_build_object('globalIndex', max(position))::text, 'UTF8')
                        from domain_events)""");
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("analyze domain_events");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        keys.close();
    }

    /** Makes keys as the shop's does, but remembers those that it has made to write, too. */
    private static final class Keyring extends PersonalKeyring {
        private final Map<UserId, Aead> made = new HashMap<>();

        Keyring(Connection connection, MasterKey master) {
            super(JdbcClient.create(new SingleConnectionDataSource(connection, true)), master);
        }

        @Override
        public Aead forEncryption(UserId user) {
            return made.computeIfAbsent(user, super::forEncryption);
        }
    }
}
