package dev.daybook.eventstore.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.daybook.database.DedicatedConnections;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.EventReader;
import dev.daybook.personaldata.PersonalDataEncryption;
import dev.daybook.replay.AsOf;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.support.HonestShopTest;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** An event of an older revision is read as what it is called today, by everybody who reads events. */
@HonestShopTest
@Import({
    UpcasterTests.WeightInGrams.class,
    UpcasterTests.ReceiverNamed.class,
    UpcasterTests.Looking.class,
    UpcasterTests.ParcelProjection.class
})
class UpcasterTests {
    private static final UserId ADA = UserId.random();

    @Autowired
    private EventStore events;

    @Autowired
    private PersonalDataEncryption encryption;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Looking looking;

    private final UUID parcel = UUID.randomUUID();
    private final ParcelPacked today = new ParcelPacked(parcel, ADA, 1500, "Ada Lovelace");

    /** As it was stored at first, without a revision. */
    record FirstParcelPacked(
            UUID parcel,
            UserId customer,
            String weight,
            @PersonalData String to) {}

    @Revision("3")
    record ParcelPacked(
            UUID parcel,
            UserId customer,
            int grams,
            @PersonalData @Nullable String receiver) {}

    static class Parcel {
        @AggregateIdentifier
        private @Nullable UUID id;

        private int grams;

        @EventSourcingHandler
        void on(ParcelPacked event) {
            id = event.parcel();
            grams = event.grams();
        }
    }

    record ParcelView(@Id UUID id, int grams, @Nullable String receiver) {}

    /** No component, which each shop and command of the tests would find. */
    @ProcessingGroup("parcels")
    static class ParcelProjection {
        private final JdbcAggregateOperations rows;

        ParcelProjection(JdbcAggregateOperations rows) {
            this.rows = rows;
        }

        @EventHandler
        void on(ParcelPacked event) {
            rows.insert(new ParcelView(event.parcel(), event.grams(), event.receiver()));
        }
    }

    abstract static class ParcelUpcaster extends SingleEventUpcaster {
        private final SerializedType from;
        private final SerializedType to;

        ParcelUpcaster(@Nullable String from, String to) {
            this.from = typeOf(from);
            this.to = typeOf(to);
        }

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation stored) {
            return stored.getType().equals(from);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(to, ObjectNode.class, this::upcast);
        }

        abstract ObjectNode upcast(ObjectNode event);
    }

    /** Comes second, though it is declared first. */
    @Component
    @Order(2)
    static class ReceiverNamed extends ParcelUpcaster {
        ReceiverNamed() {
            super("2", "3");
        }

        @Override
        ObjectNode upcast(ObjectNode event) {
            event.set("receiver", event.remove("to"));
            return event;
        }
    }

    @Component
    @Order(1)
    static class WeightInGrams extends ParcelUpcaster {
        WeightInGrams() {
            super(null, "2");
        }

        @Override
        ObjectNode upcast(ObjectNode event) {
            var kilograms = new BigDecimal(event.remove("weight").asString().replace(" kg", ""));
            return event.put("grams", kilograms.movePointRight(3).intValueExact());
        }
    }

    /** Counts what passes by on each thread: those who follow the log read the same events meanwhile. */
    @Component
    static class Looking implements EventUpcaster {
        private final ThreadLocal<AtomicInteger> seen = ThreadLocal.withInitial(AtomicInteger::new);

        @Override
        public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> stored) {
            return stored.peek(event -> {
                if (event.getType().equals(typeOf("3"))) {
                    seen.get().incrementAndGet();
                }
            });
        }
    }

    @BeforeEach
    void a_parcel_was_packed_when_its_weight_was_still_a_text() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> jdbc.sql("""
                        insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type,
                            occurred_at, payload, metadata)
                        values (?, 'Parcel', ?, 0, ?, now(), ?::jsonb, '{}')""")
                        .params(UUID.randomUUID(), parcel.toString(), ParcelPacked.class.getName(), encrypted())
                        .update());
    }

    private String encrypted() {
        return encryption.encrypt(FirstParcelPacked.class, typeOf(null), """
                {"parcel": "%s", "customer": "%s", "weight": "1.5 kg", "to": "Ada Lovelace"}""".formatted(parcel, ADA));
    }

    private static SerializedType typeOf(@Nullable String revision) {
        return new SimpleSerializedType(ParcelPacked.class.getName(), revision);
    }

    @Test
    void a_stream_is_read_upcast() {
        assertThat(events.readEvents(parcel.toString()).next().getPayload()).isEqualTo(today);
    }

    @Test
    void each_upcaster_looks_once_and_in_its_order() {
        looking.seen.get().set(0);
        events.readEvents(parcel.toString()).next();
        assertThat(looking.seen.get()).hasValue(1);
    }

    @Test
    void an_aggregate_is_loaded_from_upcast_events() throws Exception {
        var parcels =
                EventSourcingRepository.builder(Parcel.class).eventStore(events).build();
        var work = DefaultUnitOfWork.startAndGet(new GenericMessage<>("Where is it?"));
        var grams = parcels.load(parcel.toString())
                .invoke(loaded -> Map.of(Objects.requireNonNull(loaded.id), loaded.grams));
        work.rollback();
        assertThat(grams).containsExactly(entry(parcel, 1500));
    }

    @Test
    void the_past_is_told_in_the_words_of_today(@Autowired PointInTimeRows past) {
        assertThat(past.rowOf(ParcelView.class, parcel, parcel.toString(), AsOf.at(Instant.MAX)))
                .contains(new ParcelView(parcel, 1500, "Ada Lovelace"));
    }

    @Test
    void a_follower_of_the_log_gets_events_upcast(
            @Autowired @Qualifier("horizonMessageSource") StreamableMessageSource<TrackedEventMessage<?>> log)
            throws Exception {
        try (var followed = log.openStream(new GlobalSequenceTrackingToken(position() - 1))) {
            // The events were not appended by a command, so a poll has to find them.
            await().until(followed::hasNextAvailable);
            assertThat(followed.nextAvailable().getPayload()).isEqualTo(today);
        }
    }

    @Test
    void the_whole_log_is_read_upcast(@Autowired EventReader reader, @Autowired DedicatedConnections connections)
            throws Exception {
        var read = new ArrayList<Object>();
        try (var connection = connections.open("test")) {
            connection.setAutoCommit(false);
            reader.read(
                    connection,
                    new EventReader.Excerpt(position() - 1, position(), Set.of()),
                    batch -> batch.forEach(event -> read.add(event.getPayload())));
        }
        assertThat(read).containsExactly(today);
    }

    @Test
    void an_operator_sees_what_was_recorded(@Autowired EventQueries eventQueries) {
        var id = jdbc.sql("select event_id from domain_events where position = ?")
                .param(position())
                .query(UUID.class)
                .single();
        assertThat(eventQueries.byId(List.of(id)).get(id))
                .satisfies(
                        recorded -> assertThat(Objects.requireNonNull(recorded).payload())
                                .containsEntry("weight", "1.5 kg")
                                .containsEntry("to", "Ada Lovelace"));
    }

    private long position() {
        return jdbc.sql("select position from domain_events where aggregate_id = ?")
                .param(parcel.toString())
                .query(Long.class)
                .single();
    }
}
