package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.Daybook;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.Emoji;
import dev.daybook.support.TestDatabase;
import dev.daybook.users.Users;
import dev.daybook.users.post.PostCommand.CreatePost;
import dev.daybook.users.post.PostContent;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostTitle;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The log as an operator sees it beside an open shop, and as it is carried to another database. */
@AfterSecondLane
class EventCommandsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path files;

    private static final String[] BOOKS = TestDatabase.argumentsOfEmptyDatabase();
    private static @Nullable ConfigurableApplicationContext shop;
    private static final TestOperatorContext context = new TestOperatorContext(BOOKS);
    private static final Shell shell = new Shell(context);

    @BeforeAll
    static void open() {
        shop = new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0", "daybook.demo=true")
                .run(BOOKS);
    }

    @AfterAll
    static void close() {
        context.close();
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void the_tail_is_the_last_twenty_events_the_oldest_first() {
        var result = shell.run("events", "tail", "--json");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
        var positions = positions(result);
        assertThat(positions).hasSize(20).isSorted();
        assertThat(positions.getLast()).isEqualTo(lastPosition());
    }

    @Test
    void the_tail_begins_where_it_is_told_to_and_has_a_line_for_each_event() {
        var result = shell.run("events", "tail", "--from", "1", "--type", "users.UserRegistered");
        assertThat(result.lines())
                .hasSize(count("users.UserRegistered"))
                .allMatch(line -> line.contains("  users.UserRegistered  ") && line.endsWith("}}"));
        assertThat(positions(shell.run("events", "tail", "--from", "1", "--json")))
                .hasSize((int) context.events());
    }

    @Test
    void an_unknown_type_is_answered_by_those_that_were_meant() {
        var result = shell.run("events", "tail", "--type", "ordering.OrderPlacd");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("There is no event type ordering.OrderPlacd", "ordering.OrderPlaced");
    }

    @Test
    void a_follower_of_the_log_gets_each_event_once() throws Exception {
        var first = lastPosition();
        var out = new StringWriter();
        var follower = Thread.ofVirtual()
                .start(() -> shell.into(
                        out, new StringWriter(), "events", "tail", "--follow", "--json", "--from", "" + first));
        await().until(() -> !out.toString().isEmpty());
        for (int i = 0; i < 5; i++) {
            post("Following, part " + i);
        }
        await().untilAsserted(() -> assertThat(positions(out.toString())).contains(lastPosition()));
        follower.interrupt();
        follower.join();
        assertThat(positions(out.toString())).doesNotHaveDuplicates().isEqualTo(positionsFrom(first));
    }

    @Test
    void an_event_is_shown_by_either_of_its_ids() {
        var id = context.jdbc()
                .sql("select event_id from domain_events order by position limit 1")
                .query(UUID.class)
                .single();
        var globalId = Base64.getUrlEncoder().withoutPadding().encodeToString(("DomainEvent:" + id).getBytes(UTF_8));
        assertThat(shell.run("events", "show", id.toString()).out())
                .isEqualTo(shell.run("events", "show", globalId).out())
                .contains(id.toString(), "occurredAt", "payload");
        var nobody = shell.run("events", "show", new UUID(0, 0).toString());
        assertThat(nobody.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(nobody.err()).contains("There is no event");
    }

    @Test
    void the_history_of_an_order_is_found_by_its_number_and_ends_where_one_looks_from() {
        var order = context.jdbc()
                .sql("select number, placed_at from orders where status = 'DELIVERED' limit 1")
                .query()
                .singleRow();
        var now = shell.run("history", "order", String.valueOf(order.get("number")));
        assertThat(now.out())
                .contains("ordering.OrderPlaced", "ordering.OrderDelivered", "\n  \"status\" : \"DELIVERED\"");
        var placedAt = ((Timestamp) Objects.requireNonNull(order.get("placed_at"))).toInstant();
        var then = shell.run("history", "order", String.valueOf(order.get("number")), "--at", placedAt.toString());
        assertThat(then.out())
                .contains("ordering.OrderPlaced", "\"PENDING\"")
                .doesNotContain("ordering.OrderDelivered");
        assertThat(shell.run("history", "order", "NO-SUCH").err()).contains("There is no order NO-SUCH");
    }

    @Test
    void the_history_of_a_product_has_that_of_its_stock() {
        var sku = context.jdbc()
                .sql("select p.sku from products p join stock s on s.id = p.id where s.version > 1 limit 1")
                .query(String.class)
                .single();
        assertThat(shell.run("history", "product", sku).out())
                .contains("catalog.ProductCreated", "catalog.StockOpened", "\"available\"", sku);
        assertThat(shell.run("history", "user", "ada", "--json").out())
                .contains("users.UserRegistered", "\"username\":\"ada\"")
                .doesNotContain("\"erased\":");
    }

    @Test
    void an_import_restores_what_was_exported() throws IOException {
        Emoji.texts(50_000).forEach(text -> post("Emoji", text));
        var file = exported(shell, "first");
        assertThat(String.join("\n", file))
                .as("what is personal")
                .doesNotContain("ada@example.com")
                .contains("\"sealed\"");
        try (var other = contextOfEmptyDatabase()) {
            var result = new Shell(other)
                    .run("events", "import", write("to-import", file).toString());
            assertThat(result.err()).contains("Imported", "Rebuilding all projections");
            assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(withoutEnds(exported(new Shell(other), "second"))).isEqualTo(withoutEnds(file));
            var last = (long) positionsIn(file).getLast();
            assertThat(other.jdbc()
                            .sql("select nextval('domain_events_position_seq')")
                            .query(Long.class)
                            .single())
                    .as("the next position")
                    .isEqualTo(last + 1);
            assertThat(other.jdbc()
                            .sql("select convert_from(token, 'UTF8') from subscriber_tokens")
                            .query(String.class)
                            .list())
                    .as("nobody is told of what is long past")
                    .isNotEmpty()
                    .allMatch(("{\"globalIndex\": " + last + "}")::equals);

            assertThat(new Shell(other).run("projections", "verify", "--all").exitCode())
                    .isEqualTo(ExitCode.FINE);
            other.jdbc()
                    .sql("update users set role = 'ADMIN' where username = 'ada'")
                    .update();
            var changed = new Shell(other).run("projections", "verify", "--all");
            assertThat(changed.out()).contains("users: 1 row differs", "role: live ADMIN, replayed CUSTOMER");
            assertThat(changed.exitCode()).isEqualTo(ExitCode.MISMATCH);

            var reload = new Shell(other)
                    .run("events", "import", files.resolve("to-import").toString());
            assertThat(reload.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(reload.err()).contains("This database has events already");
        }
    }

    @Test
    void a_file_that_is_there_already_is_only_replaced_when_that_is_asked_for() throws IOException {
        var diary = Files.writeString(files.resolve("diary.txt"), "Dear diary");
        var link = Files.createSymbolicLink(files.resolve("link"), diary);
        var broken = Files.createSymbolicLink(files.resolve("broken-link"), files.resolve("nowhere"));
        for (var there : List.of(diary, link, broken)) {
            var refused = shell.run("events", "export", there.toString());
            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.err()).contains(there + " is there already").hasLineCount(1);
        }
        for (var special : List.of(link, broken, Path.of("/dev/null"))) {
            assertThat(shell.run("events", "export", "--force", special.toString())
                            .err())
                    .contains("is there already, and no plain file");
        }
        assertThat(shell.run("events", "export", files.toString()).err()).contains("is a directory");
        assertThat(shell.run("events", "export", files.resolve("no/such").toString())
                        .err())
                .contains("There is no directory");
        assertThat(diary).hasContent("Dear diary");

        assertThat(shell.run("events", "export", "--force", diary.toString()).exitCode())
                .isEqualTo(ExitCode.FINE);
        assertThat(Files.readString(diary)).startsWith("{\"format\":\"daybook-events\"");
        Files.delete(diary);
        assertThat(shell.run("events", "export", "--force", diary.toString()).exitCode())
                .isEqualTo(ExitCode.FINE);
    }

    @Test
    void control_characters_in_texts_do_not_reach_the_terminal() {
        // As it may have come in by a version that took such characters.
        var id = UUID.randomUUID().toString();
        context.jdbc()
                .sql("""
                        insert into domain_events
                          (event_id, aggregate_type, aggregate_id, sequence_number, type, occurred_at, payload, metadata)
                        select :id::uuid, 'Post', :id, 0, 'users.PostCreated', now(), jsonb_build_object('post', :id,
                          'author', id, 'title', 'Steering', 'slug', 'steering', 'content', :content, 'tags', '[]'::jsonb),
                          '{"actor": "system:test"}'
                        from users where username = 'ada'""")
                .param("id", id)
                .param("content", "a\u001B[31mb\u009B2Jc\u007Fd\u202Ee\nf")
                .update();
        var outputs = List.of(
                shell.run("events", "tail"),
                shell.run("events", "tail", "--json"),
                shell.run("events", "show", id),
                shell.run("events", "show", id, "--json"));
        assertThat(outputs).allSatisfy(result -> {
            assertThat(result.out()).contains("a\\u001B[31mb\\u009B2Jc\\u007Fd\\u202Ee\\nf");
            assertThat(result.out().replace("\n", "").codePoints())
                    .noneMatch(character -> Character.isISOControl(character) || character == 0x202E);
        });
        var nobody = shell.run("history", "user", "ada\u009B2J\u202E");
        assertThat(nobody.err()).isEqualTo("daybook: There is no user ada\\u009B2J\\u202E.\n");
    }

    @Test
    void a_damaged_export_is_refused_and_nothing_is_written() throws IOException {
        var file = exported(shell, "whole");
        var event = file.size() / 2;
        var keys = (int) number(file.getFirst(), "keys");
        try (var other = contextOfEmptyDatabase()) {
            refused(other, file.subList(0, event), "Line %d: the file ends here".formatted(event + 1));
            refused(other, file.subList(0, file.size() - 1), "Line %d: the file ends here".formatted(file.size()));
            refused(other, without(file, event), "no event");
            refused(
                    other,
                    with(file, event, file.get(event).replace("\"type\"", "\"kind\"")),
                    "Line %d: no event".formatted(event + 1));
            refused(other, with(file, event, "garbage"), "Line %d: no event, nor JSON".formatted(event + 1));
            refused(other, with(file, event, withOtherTime(file.get(event))), "the checksum is another");
            refused(other, swapped(file, event), "Line %d: position".formatted(event + 2));
            refused(
                    other,
                    withChecksum(with(
                            file,
                            event,
                            file.get(event).replaceFirst("\"type\":\"[^\"]*\"", "\"type\":\"shop.Burnt\""))),
                    "Line %d: the event type shop.Burnt is not known here".formatted(event + 1));
            refused(
                    other,
                    withChecksum(
                            with(file, event, file.get(event).replace("\"revision\":null", "\"revision\":\"99\""))),
                    "Line %d: revision 99 of".formatted(event + 1));
            refused(
                    other,
                    withChecksum(with(
                            file,
                            event,
                            file.get(event)
                                    .replaceFirst("\"occurred_at\":\"[^\"]*\"", "\"occurred_at\":\"yesterday\""))),
                    "Line %d: no event".formatted(event + 1));
            refused(
                    other,
                    withChecksum(with(
                            file,
                            event,
                            file.get(event)
                                    .replaceFirst("\"payload\":\\{.*\"metadata\"", "\"payload\":[],\"metadata\""))),
                    "Line %d: no event".formatted(event + 1));
            var first = keys + 1;
            var gap = file.get(first).replace("\"sequence_number\":0", "\"sequence_number\":1");
            refused(other, withChecksum(with(file, first, gap)), "Line %d: event 1 of".formatted(first + 1));
            refused(
                    other,
                    withChecksum(with(file, 0, file.getFirst().replace("\"version\":1", "\"version\":2"))),
                    "Line 1: version 2 of the format");
            refused(other, List.of("{\"name\": \"a package.json\"}"), "Line 1: no header");
            refused(other, append(file, "{}"), "nothing may follow");
        }
    }

    @Test
    void a_file_that_somebody_else_has_written_is_imported_however_its_json_looks() throws IOException {
        var id = UUID.randomUUID();
        var event = """
                { "metadata": {"actor": "system:\\ud83d\\ude00", "n": 1e2}, "payload": {"slug": "a", "category": "%1$s", "name":
                "\\u0041\\ud83d\\ude00", "parent": null}, "occurred_at": "2026-01-31T12:00:00.123456Z", "revision": null,
                "type": "catalog.CategoryCreated", "sequence_number": 0, "aggregate_id": "%1$s", "aggregate_type": "Category",
                "event_id": "%2$s", "position": 7 }""".formatted(id, UUID.randomUUID()).replace("\n", " ");
        var header =
                "{\"format\":\"daybook-events\",\"version\":1,\"made_at\":\"2026-01-31T12:00:00Z\",\"keys\":0,\"events\":1}";
        var trailer = "{\"keys\":0,\"events\":1,\"sha256\":\"0\"}";
        var file = List.of(header, event, trailer);
        try (var other = contextOfEmptyDatabase()) {
            refused(
                    other,
                    withChecksum(with(file, 1, event.replace("123456Z", "1234567Z"))),
                    "Line 2: the time 2026-01-31T12:00:00.123456700Z has more digits");
            refused(other, withChecksum(with(file, 1, event.replace("u0041", "ud83d"))), "Line 2: ");
            refused(other, withChecksum(with(file, 1, event.replace("u0041", "u0000"))), "Line 2: ");
            refused(
                    other,
                    withChecksum(with(file, 1, event.replace("\"slug\": \"a\"", "\"slug\": \"a\", \"slug\": \"b\""))),
                    "Line 2: ");
            var result = new Shell(other)
                    .run(
                            "events",
                            "import",
                            write("foreign", withChecksum(file)).toString());
            assertThat(result.err()).contains("Imported 1 events and 0 keys");
            assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(other.jdbc()
                            .sql("select name from categories where id = ?")
                            .param(id)
                            .query(String.class)
                            .single())
                    .isEqualTo("A\uD83D\uDE00");
        }
    }

    @Test
    void an_import_after_which_a_projection_cannot_be_rebuilt_says_what_to_do() throws IOException {
        var file = exported(shell, "unprojected");
        try (var other = contextOfEmptyDatabase()) {
            assertThat(other.events()).isZero();
            other.jdbc()
                    .sql("create view report as select name from categories")
                    .update();
            var result = new Shell(other)
                    .run("events", "import", write("unprojected", file).toString());
            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(result.out()).contains("categories: failed: ");
            assertThat(result.err()).contains("All events are in the log", "projections rebuild --all");
            other.jdbc().sql("drop view report").update();
            assertThat(new Shell(other).run("projections", "rebuild", "--all").exitCode())
                    .isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void an_import_that_the_database_changes_or_refuses_in_the_end_leaves_nothing_behind() throws IOException {
        var file = exported(shell, "proof");
        try (var other = contextOfEmptyDatabase()) {
            assertThat(other.events()).isZero();
            var before = positionsToCome(other);
            other.jdbc()
                    .sql("create function meddle() returns trigger language plpgsql as $$ begin %s end $$"
                            .formatted("new.payload = new.payload || '{\"name\": \"??\"}'; return new;"))
                    .update();
            other.jdbc().sql("""
                    create trigger meddle before insert on domain_events for each row
                    when (new.position = (%d)) execute function meddle()""".formatted(positionsIn(file).getLast())).update();
            refused(other, file, "What the database holds after the import is not what the file says");
            assertThat(positionsToCome(other)).isEqualTo(before);

            other.jdbc()
                    .sql("create or replace function meddle() returns trigger language plpgsql as $$ begin %s end $$"
                            .formatted("raise 'not at the very end';"))
                    .update();
            other.jdbc().sql("drop trigger meddle on domain_events").update();
            other.jdbc().sql("""
                    create constraint trigger meddle after insert on domain_events deferrable initially deferred
                    for each row execute function meddle()""").update();
            refused(other, file, "not at the very end");
            assertThat(positionsToCome(other)).isEqualTo(before);

            other.jdbc().sql("drop trigger meddle on domain_events").update();
            assertThat(new Shell(other)
                            .run("events", "import", files.resolve("broken").toString())
                            .exitCode())
                    .isEqualTo(ExitCode.FINE);
        }
    }

    /** The sequence, and how far those who follow the log are. */
    private static List<Map<String, @Nullable Object>> positionsToCome(TestOperatorContext context) {
        return context.jdbc().sql("""
                        select last_value, is_called, subscriber, token::text, token_type
                        from domain_events_position_seq, subscriber_tokens order by subscriber""").query().listOfRows();
    }

    @Test
    void personal_data_that_cannot_be_read_with_this_master_key_are_refused() throws IOException {
        var file = write("sealed", exported(shell, "sealed-by-demo"));
        var settings = append(
                List.of(TestDatabase.argumentsOfEmptyDatabase()),
                "--daybook.personal-data.master-key=b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZC0=");
        try (var other = new TestOperatorContext(settings.toArray(String[]::new))) {
            var result = new Shell(other).run("events", "import", file.toString());
            assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).contains("Line 2: ", "another master key");
            assertThat(other.events()).isZero();
        }
    }

    private static void refused(TestOperatorContext context, List<String> lines, String reason) throws IOException {
        var result = new Shell(context)
                .run("events", "import", write("broken", lines).toString());
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains(reason).doesNotContain("\tat ");
        assertThat(context.events()).isZero();
        assertThat(context.jdbc()
                        .sql("select count(*) from personal_keys")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static TestOperatorContext contextOfEmptyDatabase() {
        return new TestOperatorContext(TestDatabase.argumentsOfEmptyDatabase());
    }

    private static List<String> exported(Shell shell, String name) throws IOException {
        var file = files.resolve(name);
        var result = shell.run("events", "export", file.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
        try (var all = Files.list(files)) {
            assertThat(all).noneMatch(each -> each.toString().endsWith(".unfinished"));
        }
        return Files.readAllLines(file);
    }

    private static Path write(String name, List<String> lines) throws IOException {
        return Files.writeString(files.resolve(name), String.join("\n", lines) + "\n");
    }

    private static List<String> withoutEnds(List<String> file) {
        return file.subList(1, file.size() - 1);
    }

    private static List<String> with(List<String> file, int line, String text) {
        var other = new ArrayList<>(file);
        other.set(line, text);
        return other;
    }

    private static List<String> without(List<String> file, int line) {
        var other = new ArrayList<>(file);
        other.remove(line);
        return other;
    }

    private static List<String> append(List<String> file, String line) {
        var other = new ArrayList<>(file);
        other.add(line);
        return other;
    }

    private static List<String> swapped(List<String> file, int line) {
        return with(with(file, line, file.get(line + 1)), line + 1, file.get(line));
    }

    private static String withOtherTime(String event) {
        return event.replaceFirst("\"occurred_at\":\"20", "\"occurred_at\":\"19");
    }

    /** By somebody who knows how: only the content is wrong. */
    private static List<String> withChecksum(List<String> file) {
        var lines = String.join("\n", file.subList(0, file.size() - 1)) + "\n";
        var checksum = HexFormat.of().formatHex(sha256().digest(lines.getBytes(UTF_8)));
        return with(
                file,
                file.size() - 1,
                file.getLast().replaceFirst("\"sha256\":\"\\w+\"", "\"sha256\":\"" + checksum + '"'));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void post(String title) {
        post(title, "…");
    }

    private static void post(String title, String content) {
        var ada = context.bean(Users.class).findByUsername("ada").orElseThrow().userId();
        Objects.requireNonNull(shop)
                .getBean(Commands.class)
                .send(
                        new CreatePost(
                                PostId.random(),
                                ada,
                                new PostTitle(title),
                                null,
                                new PostContent(content),
                                List.of(),
                                true),
                        new Actor.User(ada));
    }

    private static long lastPosition() {
        return context.jdbc()
                .sql("select max(position) from domain_events")
                .query(Long.class)
                .single();
    }

    private static List<Long> positionsFrom(long first) {
        return context.jdbc()
                .sql("select position from domain_events where position >= ? order by position")
                .param(first)
                .query((row, _) -> row.getLong("position"))
                .list();
    }

    private static int count(String type) {
        return context.jdbc()
                .sql("select count(*) from domain_events where type = ?")
                .param(type)
                .query(Integer.class)
                .single();
    }

    private static List<Long> positions(Shell.Result result) {
        return positions(result.out());
    }

    private static List<Long> positions(String out) {
        return out.lines()
                .filter(line -> line.endsWith("}"))
                .map(line -> number(line, "position"))
                .toList();
    }

    private static List<Long> positionsIn(List<String> file) {
        return file.stream()
                .filter(line -> line.startsWith("{\"position\""))
                .map(line -> number(line, "position"))
                .toList();
    }

    private static long number(String json, String field) {
        return JSON.readTree(json).get(field).asLong();
    }
}
