package dev.daybook.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.eventstore.axon.PostgresEventStorageEngine;
import dev.daybook.support.ShopTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ShopTest
class HorizonTests {
    private static final String APPEND = """
            insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
            values (?, 'Stock', ?, ?, 'catalog.StockAdjusted', now() - ? * interval '1 second',
                '{"product": "5ee0a2b4-66a1-4b0c-9a59-1f5ab3f0c3d1", "delta": 1, "reason": "found"}', '{}')
            returning position""";

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    EventStorageEngine engine;

    @Autowired
    @Qualifier("serializer") Serializer serializer;

    @Test
    void a_follower_waits_for_an_append_that_is_still_on_its_way() throws Exception {
        var start = engine.createHeadToken();
        try (var slow = dataSource.getConnection()) {
            appendWithoutCommit(slow);
            append(jdbc, UUID.randomUUID().toString(), 0, 0);

            assertThat(follow(start)).as("behind the slow append").isEmpty();
            slow.commit();
            assertThat(follow(start)).hasSize(2);
        }
    }

    /** After a crash of the server such positions may be drawn again. */
    @Test
    void the_horizon_is_not_beyond_the_last_event_when_an_append_was_rolled_back() throws Exception {
        append(jdbc, UUID.randomUUID().toString(), 0, 0);
        try (var failed = dataSource.getConnection()) {
            appendWithoutCommit(failed);
            failed.rollback();
        }
        var horizon = engine.createHeadToken().position().orElseThrow();
        assertThat(horizon)
                .isPositive()
                .isLessThanOrEqualTo(jdbc.sql("select max(position) from domain_events")
                        .query(Long.class)
                        .single());
    }

    @Test
    void eight_writers_with_a_late_clock_lose_and_double_no_event() throws Exception {
        var stream = UUID.randomUUID();
        var start = engine.createHeadToken();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = threads.submit(() -> followWhile(writing, start));
            var written = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<List<Long>>>mapToObj(writer -> () -> write(stream + "-" + writer, writer == 0 ? 61 : 0))
                    .toList());
            var positions = new ArrayList<Long>();
            for (var writer : written) {
                positions.addAll(writer.get());
            }
            writing.set(false);
            assertThat(seen.get()).isSorted().doesNotHaveDuplicates().containsAll(positions);
        }
    }

    /** Shows the need for a horizon: Axon tells by the clock of the events around a gap whether it can be filled. */
    @Test
    void axons_own_engine_misses_the_append_that_is_still_on_its_way_when_a_clock_is_late() throws Exception {
        var start = engine.createHeadToken();
        try (var slow = dataSource.getConnection()) {
            appendWithoutCommit(slow);
            append(jdbc, UUID.randomUUID().toString(), 0, 61);

            var stock = new StockFollower();
            stock.read(start);
            assertThat(stock.seen).as("without waiting").hasSize(1);
            slow.commit();
            stock.read(null);
            assertThat(stock.seen).as("one of two, for ever").hasSize(1);
            assertThat(follow(start)).hasSize(2);
        }
    }

    /** Axon's engine on our table, its handling of gaps untouched. */
    private final class StockFollower {
        private final List<Long> seen = new ArrayList<>();
        private final JdbcEventStorageEngine stock =
                new JdbcEventStorageEngine(JdbcEventStorageEngine.builder()
                        .connectionProvider(dataSource::getConnection)
                        .transactionManager(NoTransactionManager.instance())
                        .schema(PostgresEventStorageEngine.SCHEMA)
                        .dataType(String.class)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)) {
                    @Override
                    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
                        return row.getObject(column, OffsetDateTime.class)
                                .toInstant()
                                .toString();
                    }
                };

        private @Nullable TrackingToken last;

        void read(@Nullable TrackingToken from) {
            if (from != null) {
                last = GapAwareTrackingToken.newInstance(from.position().orElseThrow(), Set.of());
            }
            try (var events = stock.readEvents(last, false)) {
                for (var event : events.toList()) {
                    last = event.trackingToken();
                    seen.add(last.position().orElseThrow());
                }
            }
        }
    }

    private List<Long> write(String stream, int secondsLate) {
        var positions = new ArrayList<Long>();
        for (int i = 0; i < 300; i++) {
            positions.add(append(jdbc, stream, i, secondsLate));
        }
        return positions;
    }

    private static void appendWithoutCommit(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        append(
                JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                UUID.randomUUID().toString(),
                0,
                0);
    }

    private static long append(JdbcClient jdbc, String stream, int sequence, int secondsLate) {
        return jdbc.sql(APPEND)
                .params(UUID.randomUUID(), stream, sequence, secondsLate)
                .query(Long.class)
                .single();
    }

    private List<Long> followWhile(AtomicBoolean writing, TrackingToken start) {
        var seen = new ArrayList<Long>();
        var last = start;
        while (true) {
            var more = writing.get();
            try (var events = engine.readEvents(last, false)) {
                for (var event : events.toList()) {
                    last = event.trackingToken();
                    seen.add(last.position().orElseThrow());
                }
            }
            if (!more) {
                return seen;
            }
        }
    }

    private List<Long> follow(TrackingToken start) {
        return followWhile(new AtomicBoolean(false), start);
    }
}
