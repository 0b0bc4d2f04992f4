package dev.daybook.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.database.DedicatedConnections;
import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.EventReader;
import dev.daybook.support.BulkLog;
import dev.daybook.support.CapturedLog;
import dev.daybook.support.Emoji;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.users.Email;
import dev.daybook.users.PasswordHash;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import dev.daybook.users.Users;
import dev.daybook.users.post.PostContent;
import dev.daybook.users.post.PostEvent.PostCreated;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostTitle;
import dev.daybook.users.text.Slug;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rebuilds and verifies the projections of the demo's shop, which has seen a bit of everything. */
@FourthLane
class ReplayTests {
    private static final Actor OPERATOR = new Actor.System("operator");
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Node node;
    private static ProjectionRuns projectionRuns;
    private static JdbcClient jdbc;

    @BeforeAll
    static void open() {
        node = Node.ofNewShop("--daybook.demo=true");
        projectionRuns = node.bean(ProjectionRuns.class);
        jdbc = node.bean(JdbcClient.class);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(count("notifications")).isPositive());
        var ada = userCalled("ada");
        erase(ada);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(jdbc.sql("select nspname from pg_namespace where nspname like 'daybook_re%'")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(verify()).allMatch(run -> run.mismatchCount() == 0);
    }

    @Test
    void every_row_says_what_its_events_say() {
        assertThat(verify())
                .hasSize(projectionRuns.projections().size())
                .allMatch(run ->
                        run.state() == RunState.SUCCEEDED && run.mismatches().isEmpty())
                .allMatch(run -> run.eventsProcessed() > 0 && run.progress() == 1);
    }

    @Test
    void the_streams_are_split_into_ranges_that_hold_each_event_once() throws Exception {
        var all = new EventReader.Excerpt(0, Long.MAX_VALUE, Set.of());
        try (var connection = node.bean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            var events = EventReader.count(connection, all);
            var ranges = EventReader.split(connection, all, 4);
            assertThat(ranges).as("fewer where one stream has most events").hasSizeBetween(2, 4);
            var read = new ArrayList<String>();
            for (var range : ranges) {
                var before = read.size();
                node.bean(EventReader.class)
                        .readStreams(
                                connection,
                                all,
                                range,
                                batch -> batch.forEach(event -> read.add(event.getIdentifier())));
                assertThat(read).as("events of streams of the range").hasSizeGreaterThan(before);
            }
            assertThat(read).doesNotHaveDuplicates().hasSize(Math.toIntExact(events));
            assertThat(EventReader.split(connection, all, 1)).hasSize(1);
        }
    }

    @Test
    void a_rebuild_restores_tables_down_to_the_last_index() {
        jdbc.sql("create role auditor").update();
        jdbc.sql("grant select on orders to auditor with grant option").update();
        try {
            var rows = dump();
            var looks = looks();
            for (int time = 0; time < 2; time++) {
                assertThat(rebuild()).allMatch(run -> run.state() == RunState.SUCCEEDED);
                assertThat(dump()).isEqualTo(rows);
                assertThat(looks()).isEqualTo(looks);
            }
        } finally {
            jdbc.sql("drop owned by auditor").update();
            jdbc.sql("drop role auditor").update();
        }
    }

    @Test
    void texts_are_the_same_after_a_rebuild_wherever_their_characters_lie() throws Exception {
        var grace = userCalled("grace");
        var texts = Emoji.texts(50_000);
        try (var log = new BulkLog(node.context())) {
            for (int i = 0; i < texts.size(); i++) {
                var post = PostId.random();
                var created = new PostCreated(
                        post,
                        grace,
                        new PostTitle("Emoji"),
                        new Slug("emoji-" + i),
                        new PostContent(texts.get(i)),
                        List.of());
                log.append(new GenericDomainEventMessage<>(
                        "Post", post.toString(), 0, created, Map.of("actor", "system:test")));
            }
            log.commit();
        }
        assertThat(texts).allSatisfy(text -> assertThat(payloadsWith(text)).isOne());
        rebuild();
        assertThat(jdbc.sql(
                                "select c.content from post_contents c join posts p using (id) where p.title = 'Emoji' order by p.slug")
                        .query(String.class)
                        .list())
                .isEqualTo(texts);
    }

    @Test
    void texts_of_before_there_was_a_rule_for_them_stay_as_they_were_also_where_they_look_the_same() {
        var commands = node.bean(Commands.class);
        var names = List.of(
                "Dup", "Dup ", "caf\u00E9", "cafe\u0301", "ca\u200Bf\u00E9", "a\u0007b", "\u202Eevil", "\u00A0");
        names.forEach(name -> commands.send(
                new CreateCategory(CategoryId.random(), new CategoryName(name), null, null, null), OPERATOR));
        var addresses = List.of(
                "\u00E9mile@example.com",
                "e\u0301mile@example.com",
                "emile@ex\u00E4mple.com",
                "emile@xn--exmple-cua.com");
        for (var i = 0; i < addresses.size(); i++) {
            commands.send(
                    new RegisterUser(
                            UserId.random(),
                            new Profile(new Username("emile" + i), new Email(addresses.get(i)), null, null),
                            Role.CUSTOMER,
                            new PasswordHash("none")),
                    OPERATOR);
        }
        var rows = dump();
        rebuild();
        assertThat(dump()).isEqualTo(rows);
        assertThat(jdbc.sql("select name from categories").query(String.class).list())
                .containsAll(names);
        var users = node.bean(Users.class);
        for (var i = 0; i < addresses.size(); i++) {
            assertThat(users.findByLogin(addresses.get(i)).orElseThrow().username())
                    .isEqualTo("emile" + i);
        }
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> commands.send(
                        new CreateCategory(CategoryId.random(), CategoryName.typed("\u200BDup "), null, null, null),
                        OPERATOR))
                .matches(SqlStates::isUniqueViolation);
    }

    @Test
    void when_all_rows_are_lost_the_events_bring_them_back() {
        var rows = dump();
        jdbc.sql("truncate " + String.join(", ", tables())).update();
        rebuild();
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(dump()).isEqualTo(rows);
    }

    @Test
    void a_verification_names_each_row_changed_by_hand_and_a_rebuild_mends_it() {
        var bent = jdbc.sql(
                        "update orders set tracking_number = 'bent' where id = (select min(id::text)::uuid from orders) returning id::text")
                .query(String.class)
                .single();
        var lost = jdbc.sql("delete from users where username = 'grace' returning id::text")
                .query(String.class)
                .single();
        var added = UUID.randomUUID().toString();
        jdbc.sql(
                        "insert into notifications (id, user_id, kind, message, created_at) values (?::uuid, ?::uuid, 'ORDER_PLACED', 'You have won', now())")
                .params(added, added)
                .update();

        var found = verify();
        assertThat(found)
                .filteredOn(run -> run.mismatchCount() > 0)
                .hasSize(3)
                .allMatch(run -> run.mismatchCount() == 1);
        assertThat(mismatchOf("orders", found))
                .extracting(ProjectionMismatch::key, ProjectionMismatch::column, ProjectionMismatch::live)
                .containsExactly(bent, "tracking_number", "bent");
        assertThat(mismatchOf("users", found)).satisfies(mismatch -> {
            assertThat(mismatch.key()).isEqualTo(lost);
            assertThat(mismatch.column()).isNull();
            assertThat(mismatch.live()).isNull();
            assertThat(mismatch.replayed()).contains("STAFF").doesNotContain("grace");
        });
        assertThat(mismatchOf("notifications", found)).satisfies(mismatch -> {
            assertThat(mismatch.key()).isEqualTo(added);
            assertThat(mismatch.replayed()).isNull();
            assertThat(mismatch.live()).contains("You have won");
        });

        rebuild();
        assertThat(jdbc.sql("select username from users where id = ?::uuid")
                        .param(lost)
                        .query(String.class)
                        .single())
                .isEqualTo("grace");
    }

    @Test
    void figures_changed_by_hand_are_named_and_computed_anew() {
        jdbc.sql("update order_figures set pending = pending + 1 where customer_id is not null")
                .update();
        assertThat(projectionRuns
                        .run(RunKind.VERIFY, List.of("orders"), OPERATOR, _ -> {})
                        .getFirst()
                        .mismatches())
                .isNotEmpty()
                .allMatch(mismatch -> mismatch.table().equals("order_figures") && "pending".equals(mismatch.column()));
        rebuild();
    }

    @Test
    void the_record_of_a_run_holds_no_personal_data() {
        jdbc.sql("update users set full_name = 'Somebody Else' where username = 'margaret'")
                .update();
        var mismatch = mismatchOf("users", verify());
        assertThat(mismatch.column()).isEqualTo("full_name");
        assertThat(jdbc.sql("select mismatches::text from projection_runs")
                        .query(String.class)
                        .list())
                .noneMatch(text -> text.contains("Somebody")
                        || text.toLowerCase(Locale.ROOT).contains("margaret"));
        rebuild();
    }

    @Test
    void a_projection_has_one_run_at_a_time_over_all_nodes() throws Exception {
        try (var other = Node.beside(node);
                var reader = connection();
                var lock = reader.createStatement()) {
            lock.execute("lock table orders in access share mode");
            var run = projectionRuns.start(RunKind.REBUILD, "orders", OPERATOR);
            assertThatExceptionOfType(RunInProgress.class)
                    .isThrownBy(() -> other.bean(ProjectionRuns.class).start(RunKind.VERIFY, "orders", OPERATOR));
            assertThat(other.bean(ProjectionRuns.class).run(run.id()))
                    .get()
                    .extracting(ProjectionRun::state)
                    .isEqualTo(RunState.RUNNING);
            reader.rollback();
            assertThat(ended(run)).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void an_erasure_during_a_rebuild_survives_the_swap() throws Exception {
        var alan = userCalled("alan");
        assertThat(addressesOf(alan)).isPositive();
        try (var reader = connection();
                var lock = reader.createStatement()) {
            lock.execute("lock table orders in access share mode");
            var run = projectionRuns.start(RunKind.REBUILD, "orders", OPERATOR);
            await().atMost(SOON).until(() -> count("daybook_rebuild_orders.orders") > 0);
            erase(alan);
            reader.rollback();
            assertThat(ended(run)).isEqualTo(RunState.SUCCEEDED);
        }
        assertThat(addressesOf(alan)).isZero();
    }

    @Test
    void a_run_whose_process_is_gone_has_failed_and_the_next_one_clears_up() throws Exception {
        var rows = dump();
        try (var reader = connection();
                var lock = reader.createStatement()) {
            lock.execute("lock table products in access share mode");
            var run = projectionRuns.start(RunKind.REBUILD, "products", OPERATOR);
            await().atMost(SOON).until(() -> exists("daybook_rebuild_products.products"));
            endSessions("daybook replay%");
            assertThat(ended(run)).isEqualTo(RunState.FAILED);
        }
        assertThat(dump()).isEqualTo(rows);
        assertThat(projectionRuns
                        .run(RunKind.REBUILD, List.of("products"), OPERATOR, _ -> {})
                        .getFirst()
                        .state())
                .isEqualTo(RunState.SUCCEEDED);
        assertThat(dump()).isEqualTo(rows);
    }

    @Test
    void a_connection_that_is_lost_when_a_run_has_ended_fails_nothing() {
        try (var logged = new CapturedLog()) {
            var ended = projectionRuns.run(RunKind.VERIFY, List.of("categories"), OPERATOR, runs -> {
                if (runs.getFirst().state() == RunState.SUCCEEDED) {
                    endSessions("daybook replay");
                }
            });
            assertThat(ended).extracting(ProjectionRun::state).containsExactly(RunState.SUCCEEDED);
            assertThat(logged.lines())
                    .contains(
                            "WARN dev.daybook.replay.ProjectionRunJob: What followed the verify categories has failed")
                    .noneMatch(line -> line.contains("The verify of  has failed"));
        }
    }

    @Test
    void an_event_of_an_unknown_type_stops_a_run_and_says_which() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
                        values (?, 'Order', ?, 0, 'ordering.OrderFramed', now(), '{}', '{}')""").params(id, id.toString()).update();
        try {
            assertThat(projectionRuns.run(RunKind.VERIFY, List.of("orders", "users"), OPERATOR, _ -> {}))
                    .allMatch(run -> run.state() == RunState.FAILED)
                    .allMatch(run -> requireNonNull(run.error()).contains(id + " is a ordering.OrderFramed"));
        } finally {
            jdbc.sql("delete from domain_events where event_id = ?").param(id).update();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create view report as select number from orders | drop view report          | the view report reads orders
            create statistics odd on status, number from orders | drop statistics odd   | statistics object odd hangs on orders
            create publication news for table orders | drop publication news            | publication news hangs on orders
            create policy mine on orders using (true) | drop policy mine on orders      | policy mine on table orders hangs on orders
            alter table orders enable row level security | alter table orders disable row level security | orders has row level security
            grant select (number) on orders to public | revoke select (number) on orders from public | the column number of orders has a grant of its own
            alter table orders disable trigger count_order | alter table orders enable trigger count_order | the trigger count_order of orders is not enabled
            """)
    void an_object_that_depends_on_a_table_blocks_its_rebuild(String make, String undo, String reason) {
        jdbc.sql(make).update();
        var run = projectionRuns
                .run(RunKind.REBUILD, List.of("orders"), OPERATOR, _ -> {})
                .getFirst();
        jdbc.sql(undo).update();
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.error()).contains(reason);
        assertThat(projectionRuns.run(RunKind.REBUILD, List.of("orders"), OPERATOR, _ -> {}))
                .allMatch(reload -> reload.state() == RunState.SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, RUNNING", "FAILED, FAILED"})
    void a_run_that_ends_while_somebody_looks_is_seen_as_failed_only_when_it_has(RunState end, String expected)
            throws Exception {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into projection_runs (id, projection, kind, state, actor, started_at)
                        values (?, 'no other', 'VERIFY', 'RUNNING', 'system:test', now())""").param(id).update();
        try (var looking = Executors.newSingleThreadExecutor();
                var door = node.bean(DedicatedConnections.class).open("door");
                var statement = door.createStatement()) {
            statement.execute("select pg_advisory_lock(77)");
            // Its snapshot is taken before it comes to the door.
            var seen = looking.submit(
                    () -> jdbc.sql("""
                            with door as materialized (select pg_advisory_xact_lock_shared(77)::text as opened)
                            select (select state from projection_runs_now where id = ? and opened is not null) from door""").param(id).query(String.class).single());
            await().atMost(SOON)
                    .until(() -> jdbc.sql("select exists (select from pg_locks where objid = 77 and not granted)")
                            .query(Boolean.class)
                            .single());
            jdbc.sql("update projection_runs set state = ? where id = ?")
                    .params(end.name(), id)
                    .update();
            statement.execute("select pg_advisory_unlock(77)");
            assertThat(seen.get()).isEqualTo(expected);
        } finally {
            jdbc.sql("delete from projection_runs where id = ?").param(id).update();
        }
    }

    @Test
    void a_stream_of_more_rows_than_are_held_is_written_all_the_same() {
        var product = jdbc.sql("select id from stock order by id limit 1")
                .query(UUID.class)
                .single();
        var stream = "stock:" + product;
        var last = jdbc.sql("select max(sequence_number) from domain_events where aggregate_id = ?")
                .param(stream)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into domain_events (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
                        select gen_random_uuid(), 'Stock', ?, ? + n, 'catalog.StockAdjusted', now(),
                            jsonb_build_object('product', ?, 'delta', 1, 'reason', 'found'), '{"actor": "system:test"}'
                        from generate_series(1, 25000) as n""").params(stream, last, product.toString()).update();
        rebuild();
        assertThat(jdbc.sql("select count(*) from stock_movements where product_id = ?")
                        .param(product)
                        .query(Long.class)
                        .single())
                .isGreaterThan(25_000);
    }

    @Test
    void an_unknown_projection_cannot_be_run() {
        assertThatExceptionOfType(UnknownProjection.class)
                .isThrownBy(() -> projectionRuns.start(RunKind.REBUILD, "invoices", OPERATOR))
                .withMessageContaining("accounts, categories, notifications, orders");
    }

    private static List<ProjectionRun> verify() {
        return projectionRuns.run(RunKind.VERIFY, projectionRuns.names(), OPERATOR, _ -> {});
    }

    private static List<ProjectionRun> rebuild() {
        return projectionRuns.run(RunKind.REBUILD, projectionRuns.names(), OPERATOR, _ -> {});
    }

    private static List<String> tables() {
        return projectionRuns.projections().stream()
                .flatMap(projection -> projection.tables().stream())
                .toList();
    }

    private static RunState ended(ProjectionRun run) {
        await().atMost(SOON)
                .until(() -> projectionRuns.run(run.id()).orElseThrow().state() != RunState.RUNNING);
        return projectionRuns.run(run.id()).orElseThrow().state();
    }

    private static ProjectionMismatch mismatchOf(String projection, List<ProjectionRun> runs) {
        return runs.stream()
                .filter(run -> run.projection().equals(projection))
                .flatMap(run -> run.mismatches().stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<@Nullable String> dump() {
        return tables().stream()
                .<@Nullable String>flatMap(table -> jdbc
                        .sql("select '%1$s: ' || row::text from %1$s as row order by id".formatted(table))
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    /** All that the catalog says of the tables but when they were made and how large they are. */
    private static List<@Nullable String> looks() {
        return jdbc.sql("""
                        select indexdef from pg_indexes where schemaname = 'public'
                        union all select relname || ': ' || pg_get_triggerdef(t.oid)
                            from pg_trigger t join pg_class c on c.oid = tgrelid where not tgisinternal
                        union all select conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(c.oid)
                            from pg_constraint c where connamespace = 'public'::regnamespace
                        union all select table_name || '.' || row(ordinal_position, column_name, column_default, is_nullable,
                            data_type, numeric_precision, collation_name, is_generated, generation_expression)::text
                            from information_schema.columns where table_schema = 'public'
                        union all select attrelid::regclass || '.' || attname || ' ' || attstattarget
                            from pg_attribute where attstattarget >= 0 and attrelid > 16384
                        union all select c.oid::regclass || ' ' || acl.privilege_type || ' ' || acl.grantee::regrole || acl.is_grantable
                            from pg_class c, aclexplode(relacl) as acl where relnamespace = 'public'::regnamespace
                        order by 1""").query(String.class).list();
    }

    private static UserId userCalled(String username) {
        return node.bean(Users.class).findByUsername(username).orElseThrow().userId();
    }

    private static void erase(UserId user) {
        node.bean(Commands.class).send(new EraseUser(user, null, null), OPERATOR);
    }

    private static long addressesOf(UserId user) {
        return jdbc.sql("select count(shipping_address) from orders where customer_id = ?")
                .param(user.value())
                .query(Long.class)
                .single();
    }

    private static long payloadsWith(String content) {
        return jdbc.sql("select count(*) from domain_events where payload ->> 'content' = ?")
                .param(content)
                .query(Long.class)
                .single();
    }

    private static long count(String table) {
        return exists(table)
                ? jdbc.sql("select count(*) from " + table).query(Long.class).single()
                : 0;
    }

    /** @param application a pattern of LIKE */
    private static void endSessions(String application) {
        jdbc.sql("""
                        select pg_terminate_backend(pid, 5000) from pg_stat_activity
                        where application_name like ? and datname = current_database()""").param(application).query().listOfRows();
    }

    private static boolean exists(String table) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private static Connection connection() throws SQLException {
        var connection = node.bean(DedicatedConnections.class).open("test");
        connection.setAutoCommit(false);
        return connection;
    }
}
