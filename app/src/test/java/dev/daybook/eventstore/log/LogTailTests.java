package dev.daybook.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.database.DedicatedConnections;
import dev.daybook.support.Promptly;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the statements of a node that follows the log: one of its own, beside that of the shop. */
@ShopTest
class LogTailTests {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MIN_INTERVAL = Duration.ofMillis(20);

    @Autowired
    DedicatedConnections connections;

    @Autowired
    DataSource dataSource;

    @Autowired
    EventRows rows;

    @Autowired
    EventQueries eventQueries;

    @Autowired
    Commands commands;

    @Autowired
    Shop shop;

    /** A statement of a connection outside of the pool. */
    private record Sent(String sql, Instant at) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private final List<String> reads = new CopyOnWriteArrayList<>();
    /** Taken by a test that stops the polls. */
    private final Semaphore gate = new Semaphore(1);

    private LogTail tail;
    private AppendNotifications notifications;
    private Consumer<List<? extends EventMessage<?>>> appending = _ -> {};

    @BeforeEach
    void a_node_that_does_nothing_else() throws SQLException {
        var counted = ProxyDataSourceBuilder.create(dataSource)
                .listener(before(sql -> reads.add(sql)))
                .build();
        tail = new LogTail(JdbcClient.create(counted), rows, new SimpleMeterRegistry());
        var events = mock(EventStore.class);
        when(events.subscribe(any())).thenAnswer(call -> {
            appending = call.getArgument(0);
            return (Registration) () -> true;
        });
        var own = mock(DedicatedConnections.class);
        when(own.openForShortStatements(any())).thenAnswer(call -> counted(connections.open(call.getArgument(0))));
        notifications = new AppendNotifications(events, own, tail);
    }

    @AfterEach
    void it_stops() {
        notifications.stop();
    }

    @Test
    void commits_during_a_poll_make_one_more_due() {
        notifications.start();
        awaitPolls(1);
        gate.acquireUninterruptibly();
        var before = polls().size();
        commit();
        await().until(gate::hasQueuedThreads);
        for (int i = 0; i < 1_000; i++) {
            commit();
        }
        gate.release();
        awaitPolls(before + 3);
        var polls = polls().subList(before, before + 3);
        assertThat(Duration.between(polls.get(1), polls.get(2)))
                .as("between the one that was due and the next, when nothing happened")
                .isGreaterThan(POLL_INTERVAL.dividedBy(2));
        assertThat(sent(NOTIFY)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_burst_of_commits_is_merged_and_its_statements_keep_their_names() throws Exception {
        notifications.start();
        while (sent(NOTIFY).size() < 10) {
            commit();
        }
        var names = preparedNames();
        var begin = System.nanoTime();
        var before = polls().size();
        while (polls().size() < before + 10) {
            commit();
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(elapsed).isGreaterThan(MIN_INTERVAL.multipliedBy(8));
        assertThat(sent(NOTIFY).size()).isLessThanOrEqualTo(polls().size());
        assertThat(preparedNames()).isEqualTo(names).hasSize(3);
    }

    @Test
    void an_idle_node_polls_the_horizon_once_a_second_and_reads_nothing() {
        notifications.start();
        awaitPolls(1);
        await().until(() -> tail.horizon() > 0);
        tail.onAdvance(() -> tail.next(tail.horizon()));
        awaitPolls(3);
        assertThat(polls()).hasSizeLessThanOrEqualTo(4);
        assertThat(sent)
                .extracting(Sent::sql)
                .allMatch(sql -> sql.contains(DRAWN)
                        || sql.contains("pg_locks")
                        || sql.startsWith("listen")
                        || sql.equals("select"));
        assertThat(reads).isEmpty();
    }

    @Test
    void commits_on_another_node_call_back_sooner_than_the_next_poll_without_them() throws Exception {
        notifications.start();
        await().until(() -> tail.horizon() > 0);
        var notebook = shop.newNotebook(0);
        var advanced = new AtomicInteger();
        tail.onAdvance(advanced::incrementAndGet);
        Promptly.within(POLL_INTERVAL.multipliedBy(3), () -> {
            for (int i = 0; i < 5; i++) {
                commands.send(new AdjustStock(notebook, 1, "more"), new Actor.System("test"));
                var head = eventQueries.head();
                await().until(() -> tail.horizon() >= head);
            }
            return null;
        });
        assertThat(advanced).hasPositiveValue();
    }

    private void advance(long position) {
        tail.advance(new Horizon.Reading(position, position));
    }

    @Test
    void followers_at_the_tail_read_the_same_events_once_and_one_behind_reads_on_its_own() {
        var notebook = shop.newNotebook(0);
        var start = eventQueries.head();
        advance(start);
        assertThat(tail.next(start).events()).isEmpty();
        for (int i = 0; i < 3; i++) {
            commands.send(new AdjustStock(notebook, 1, "more"), new Actor.System("test"));
        }
        advance(eventQueries.head());

        var first = tail.next(start);
        assertThat(first.events()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(tail.next(start)).isSameAs(first);
        var second = first.events().getFirst().trackingToken().position().orElseThrow();
        assertThat(tail.next(second).events())
                .isEqualTo(first.events().subList(1, first.events().size()));
        assertThat(tail.next(first.end()).events()).isEmpty();
        assertThat(reads).as("for those at the tail").hasSize(1);

        assertThat(tail.next(start - 1).events())
                .hasSizeGreaterThan(first.events().size());
        assertThat(tail.next(start)).isSameAs(first);
        assertThat(reads).as("and for the one behind").hasSize(2);

        advance(first.end());
        assertThat(tail.next(start).events()).hasSameSizeAs(first.events());
        assertThat(reads).as("after nothing more has happened").hasSize(3);
    }

    private static final String DRAWN = "last_value from domain_events_position_seq";
    private static final String NOTIFY = "pg_notify";

    /** A commit of this node. */
    private void commit() {
        DefaultUnitOfWork.startAndGet(null).execute(() -> appending.accept(List.of()));
    }

    private List<Instant> polls() {
        return sent(DRAWN);
    }

    private List<Instant> sent(String part) {
        return sent.stream()
                .filter(statement -> statement.sql().contains(part))
                .map(Sent::at)
                .toList();
    }

    private void awaitPolls(int number) {
        await().until(() -> polls().size() >= number);
    }

    private List<String> preparedNames() throws SQLException {
        var names = new ArrayList<String>();
        for (var connection : opened) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select name from pg_prepared_statements where"
                            + " statement similar to '%(position_seq|pg_locks|pg_notify)%' and statement not like '%pg_prepared%'"
                            + " order by name")) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private Connection counted(Connection connection) {
        opened.add(connection);
        var config = ProxyConfig.Builder.create()
                .queryListener(before(sql -> {
                    if (sql.contains(DRAWN)) {
                        gate.acquireUninterruptibly();
                        gate.release();
                    }
                    sent.add(new Sent(sql, Instant.now()));
                }))
                .build();
        return new JdkJdbcProxyFactory().createConnection(connection, new ConnectionInfo(), config);
    }

    private static QueryExecutionListener before(Consumer<String> action) {
        return new QueryExecutionListener() {
            @Override
            public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                queries.forEach(query -> action.accept(query.getQuery()));
            }

            @Override
            public void afterQuery(ExecutionInfo execution, @Nullable List<QueryInfo> queries) {}
        };
    }
}
