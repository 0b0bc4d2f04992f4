package dev.daybook.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.database.SqlStates;
import dev.daybook.support.Client;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.Shop;
import dev.daybook.support.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a shop that is open is partitioned twice while customers order, and grows across the second boundary. */
@FourthLane
class PartitionCommandsTests {
    private static final String[] DATABASE = TestDatabase.argumentsOfEmptyDatabase();
    private static final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(DATABASE));
    private static final TestOperatorContext context = new TestOperatorContext(DATABASE);
    private static final String REPORTER =
            "reporter_" + UUID.randomUUID().toString().replace("-", "");

    private static Node node;
    private static Shop shop;
    private static String product;
    private static String checksumBefore;
    private static final List<Long> firsts = new ArrayList<>();
    private static int orders;

    @BeforeAll
    static void partition_the_log_of_a_shop_that_is_open() throws Exception {
        node = Node.on(DATABASE);
        shop = node.shop();
        product = shop.newProduct(1_000_000);
        var customer = shop.newCustomer();
        customer.newOrder(product);
        jdbc.sql("create role " + REPORTER).update();
        jdbc.sql("grant select on domain_events, domain_events_position_seq to " + REPORTER)
                .update();
        checksumBefore = succeed("events", "checksum").out().strip();
        for (int i = 0; i < 2; i++) {
            orders += whileOrdering(customer, PartitionCommandsTests::beginBesideAReader);
            jdbc.sql("select setval('domain_events_position_seq', ?)")
                    .param(firsts.getLast() - 4)
                    .query(Long.class)
                    .single();
            orders += whileOrdering(
                    customer,
                    () -> await().until(PartitionCommandsTests::lastPosition, last -> last > firsts.getLast() + 4));
        }
    }

    @AfterAll
    static void close() {
        context.close();
        node.close();
        jdbc.sql("drop owned by " + REPORTER).update();
        jdbc.sql("drop role " + REPORTER).update();
    }

    /** Somebody reads the log in a transaction that ends when the partition waits for it, behind which nobody else must wait. */
    private static Object beginBesideAReader() throws Exception {
        var first = Long.parseLong(refusal().replaceAll("\\D", "")) + 500;
        firsts.add(first);
        try (var connection = TestDatabase.dataSource(DATABASE).getConnection();
                var reader = connection.createStatement();
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            reader.execute("select count(*) from domain_events");
            var begun = thread.submit(() -> succeed("partitions", "begin", "--at", String.valueOf(first)));
            await().until(() -> isTrue("""
                    select exists (select from pg_stat_activity join pg_locks using (pid)
                    where application_name = 'daybook partitions' and not granted)"""));
            var last = lastPosition();
            await().until(() -> lastPosition() > last);
            connection.commit();
            return begun.get();
        }
    }

    /** How many orders were placed meanwhile. */
    private static int whileOrdering(Client customer, Callable<?> work) throws Exception {
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var placed = threads.submit(() -> {
                int count = 0;
                do {
                    customer.newOrder(product);
                    count++;
                } while (!done.get());
                return count;
            });
            try {
                work.call();
            } finally {
                done.set(true);
            }
            return placed.get();
        }
    }

    @Test
    void the_partitions_follow_each_other_and_each_has_events() {
        var partitions = json(succeed("partitions", "list", "--json").out());
        assertThat(partitions)
                .extracting(partition -> partition.at("/table").asString())
                .containsExactly(
                        "domain_events_from_1",
                        "domain_events_from_" + firsts.getFirst(),
                        "domain_events_from_" + firsts.getLast());
        assertThat(partitions)
                .extracting(partition -> partition.at("/last").asString(null))
                .containsExactly(String.valueOf(firsts.getFirst() - 1), String.valueOf(firsts.getLast() - 1), null);
        assertThat(partitions)
                .allSatisfy(partition -> assertThat(jdbc.sql("select count(*) from "
                                        + partition.at("/table").asString())
                                .query(Long.class)
                                .single())
                        .isPositive());
        assertThat(succeed("partitions", "list").lines())
                .hasSize(4)
                .last()
                .asString()
                .matches("domain_events_from_\\d+ +\\d+ +grows .* pg_default");
    }

    @Test
    void nothing_is_lost_and_all_projections_equal_their_events() {
        assertThat(shop.availableOf(product)).isEqualTo(1_000_000 - orders - 1);
        succeed("projections", "verify", "--all");
        succeed("projections", "rebuild", "--all");
        succeed("projections", "verify", "--all");
        var position = checksumBefore.replaceFirst(":.*", "");
        assertThat(succeed("events", "checksum", "--to", position).out().strip())
                .isEqualTo(checksumBefore);
    }

    @Test
    void subscribers_follow_the_log_across_partitions() {
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select convert_from(token, 'UTF8')::jsonb ->> 'globalIndex' from subscriber_tokens")
                                .query(Long.class)
                                .single())
                .isGreaterThan(firsts.getLast()));
    }

    @Test
    void nodes_that_change_the_same_streams_at_once_lose_nothing() throws Exception {
        var scarce = shop.newProduct(40);
        try (var other = Node.on(DATABASE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var here = shop.newCustomer();
            var there = other.as(here);
            var placed = new ArrayList<Future<?>>();
            for (int i = 0; i < 10; i++) {
                placed.add(threads.submit(() -> here.newOrder(scarce)));
                placed.add(threads.submit(() -> there.newOrder(scarce)));
            }
            for (var order : placed) {
                order.get();
            }
        }
        assertThat(shop.availableOf(scarce)).isEqualTo(20);
    }

    @Test
    void a_place_that_is_taken_in_an_older_partition_is_refused() {
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> jdbc.sql("""
                                insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type,
                                    occurred_at, payload, metadata)
                                select gen_random_uuid(), aggregate_type, aggregate_id, sequence_number, type, occurred_at,
                                    payload, metadata
                                from domain_events where position = 1""").update())
                .satisfies(
                        refused -> assertThat(SqlStates.violatedIndex(refused)).contains("domain_events_stream"));
    }

    @Test
    void who_takes_a_place_last_waits_for_the_first_in_another_partition_and_is_refused() throws Exception {
        var insert = """
                insert into domain_events (position, event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at,
                    payload, metadata)
                values (%s, gen_random_uuid(), 'Race', 'race', 0, 'race', now(), '{}', '{}')""";
        try (var first = TestDatabase.dataSource(DATABASE).getConnection();
                var second = TestDatabase.dataSource(DATABASE).getConnection();
                var old = first.createStatement();
                var young = second.createStatement()) {
            first.setAutoCommit(false);
            old.execute(insert.formatted(firsts.getFirst() - 100));
            var refused = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return young.execute(insert.formatted("default"));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Executors.newVirtualThreadPerTaskExecutor());
            await().until(() ->
                    isTrue("select exists (select from pg_locks where locktype = 'advisory' and not granted)"));
            assertThat(refused).isNotDone();
            first.commit();
            assertThat(refused)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .satisfies(e -> assertThat(SqlStates.violatedIndex(e)).contains("domain_events_stream"));
        } finally {
            try (var cleaning = TestDatabase.dataSource(DATABASE).getConnection();
                    var delete = cleaning.createStatement()) {
                delete.execute("delete from domain_events where aggregate_id = 'race'");
            }
        }
    }

    @Test
    void events_are_not_changed_in_any_partition() {
        assertThat(List.of(1L, firsts.getFirst(), firsts.getLast()))
                .allSatisfy(from -> assertThatExceptionOfType(UncategorizedSQLException.class)
                        .isThrownBy(() -> jdbc.sql("update domain_events set type = type where position >= ?")
                                .param(from)
                                .update())
                        .withMessageContaining("Events are never changed"));
    }

    @Test
    void who_could_read_the_log_can_read_all_of_it_still() throws Exception {
        try (var connection = TestDatabase.dataSource(DATABASE).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set role " + REPORTER);
            for (var table : List.of(
                    "domain_events",
                    "domain_events_from_1",
                    "domain_events_from_" + firsts.getLast(),
                    "domain_events_position_seq")) {
                assertThat(statement.execute("select from " + table)).isTrue();
            }
        }
    }

    @Test
    void a_partition_begins_ahead_of_the_log() {
        assertThat(run("partitions", "begin", "--at", "1").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refusal())
                .matches("daybook: A partition begins ahead of the log: --at takes \\d+ or a later position now\\..*");
    }

    @Test
    void nothing_is_left_that_would_refuse_events_after_the_end_of_a_partition() {
        assertThat(isTrue("select exists (select from pg_constraint where conname = 'domain_events_closing')"))
                .isFalse();
    }

    private static boolean isTrue(String sql) {
        return jdbc.sql(sql).query(Boolean.class).single();
    }

    private static String refusal() {
        return run("partitions", "begin", "--at", "1").err().lines().findFirst().orElseThrow();
    }

    private static long lastPosition() {
        return jdbc.sql("select max(position) from domain_events")
                .query(Long.class)
                .single();
    }

    private static Shell.Result succeed(String... arguments) {
        var result = run(arguments);
        assertThat(result.exitCode()).as(result.err() + result.out()).isEqualTo(ExitCode.FINE);
        return result;
    }

    private static Shell.Result run(String... arguments) {
        return new Shell(context).run(arguments);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
