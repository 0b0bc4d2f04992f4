package dev.daybook.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.daybook.support.DatabaseDump;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What an operator asks before and after an update, of a database that an older version has left. */
@FourthLane
class UpdateCommandsTests {
    private static final String[] DATABASE = TestDatabase.argumentsOfEmptyDatabase();
    private static final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(DATABASE));

    private static final OperatorContext context = new TestContext();

    @BeforeAll
    static void a_shop_was_open() {
        try (var node = Node.on(DATABASE)) {
            node.shop().newProduct(5);
        }
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @BeforeEach
    void categories_are_of_an_older_version_that_has_shouted_their_names() {
        jdbc.sql("update categories set name = upper(name) where slug = 'books'")
                .update();
        jdbc.sql("update projection_versions set version = 0 where projection = 'categories'")
                .update();
    }

    @AfterEach
    void rebuild() {
        assertThat(run("projections", "rebuild", "categories").exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(run("projections", "list").lines())
                .anyMatch(line -> line.matches("categories +catalog +1 .*rebuilt.*"));
    }

    @Test
    void a_plan_names_the_rows_that_will_differ_and_changes_nothing() {
        var before = state();
        var plan = plan();
        assertThat(plan.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(plan.lines())
                .contains("No migrations.", "products: as it is, version 1")
                .anyMatch(line -> line.matches(
                        "categories: rebuilt, from none or several to version 1, \\d+ events, 1 row differs"))
                .anyMatch(line -> line.matches("  categories [0-9a-f-]+ name: live BOOKS, replayed Books"))
                .last()
                .asString()
                .matches("Compared in \\d+\\.\\d s\\.");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_plan_for_all_finds_rows_that_differ_though_their_version_is_the_same() {
        jdbc.sql("update products set name = name || '?'").update();
        var plan = plan("--all", "--json");
        assertThat(plan.exitCode()).isEqualTo(ExitCode.MISMATCH);
        var projections = JsonMapper.builder().build().readTree(plan.out()).at("/projections");
        assertThat(projections)
                .filteredOn(projection -> projection.at("/differingRows").asInt() > 0)
                .extracting(
                        projection -> projection.at("/name").asString(),
                        projection -> projection.at("/rebuild").asBoolean())
                .containsExactly(tuple("categories", true), tuple("products", false));
        assertThat(run("projections", "rebuild", "products").exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void a_database_of_before_the_migrations_of_this_version_is_planned_as_it_is() {
        jdbc.sql("alter table categories drop column description").update();
        jdbc.sql("alter table projection_versions rename to not_yet").update();
        jdbc.sql("update flyway_schema_history_replay set version = '2.' || version where version in ('3', '4')")
                .update();
        try {
            var before = state();
            assertThat(plan("--all").lines())
                    .contains("Migrations:", "  replay 3: projection versions", "  replay 4: runs that have failed")
                    .anyMatch(line -> line.startsWith("categories: NOT rebuilt, as its version is still 1"));
            assertThat(state()).isEqualTo(before);
        } finally {
            jdbc.sql("update flyway_schema_history_replay set version = substr(version, 3) where version like '2.%'")
                    .update();
            jdbc.sql("alter table not_yet rename to projection_versions").update();
            jdbc.sql("alter table categories add column description text").update();
        }
    }

    @Test
    void a_verification_does_not_take_rows_of_another_version_for_damage() {
        var verification = run("projections", "verify", "categories");
        assertThat(verification.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(verification.out()).contains("categories: failed: Its rows are not all of version 1");
    }

    /** What others of the shop, which knows nothing of the command, would have made wrong again. */
    @Test
    void a_rebuild_beside_nodes_of_another_version_fails_and_changes_nothing() throws Exception {
        try (var other = TestDatabase.dataSource(DATABASE).getConnection();
                var node = other.createStatement()) {
            node.execute("select pg_advisory_lock_shared(x'0DA7B0D1'::int, 1)");
            var rebuild = run("projections", "rebuild", "categories");
            assertThat(rebuild.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(rebuild.out()).contains("categories: failed: Nodes of another version are connected");
            node.execute("select pg_advisory_unlock_all()");
        }
        assertThat(state()).anyMatch(line -> line.contains("BOOKS"));
    }

    @Test
    void a_newer_version_is_taken_back_by_the_older_jar() {
        jdbc.sql("update projection_versions set version = 2, oldest = 2, newest = 2 where projection = 'categories'")
                .update();
        assertThat(run("projections", "rebuild", "categories").out())
                .contains("The rows of categories are of version 2");
        assertThat(run("projections", "downgrade").out()).contains("let in again: categories");
        assertThat(run("projections", "downgrade").out()).contains("nothing to do");
    }

    private static Shell.Result run(String... arguments) {
        return new Shell(context).run(arguments);
    }

    private static Shell.Result plan(String... options) {
        try (var readOnly = new TestContext()) {
            return new Shell(readOnly)
                    .run(Stream.concat(Stream.of("projections", "plan"), Stream.of(options))
                            .toArray(String[]::new));
        }
    }

    /** Keeps the logging configuration of the tests. */
    private static final class TestContext extends OperatorContext {
        TestContext() {
            super(Stream.concat(Stream.of(DATABASE), Stream.of("--logging.config=classpath:logback-test.xml"))
                    .toArray(String[]::new));
        }
    }

    /** All rows, and all objects with their columns. */
    private static List<String> state() {
        return Stream.concat(
                        DatabaseDump.of(jdbc).lines().stream(),
                        jdbc.sql("""
                                select format('%s.%s.%s', relnamespace::regnamespace, relname, attname)
                                from pg_class c join pg_attribute on attrelid = c.oid
                                where relnamespace::regnamespace::text !~ '^pg_' and not attisdropped
                                union all select proname from pg_proc where pronamespace = 'public'::regnamespace""").query((row, _) -> row.getString(1)).list().stream())
                .sorted()
                .toList();
    }
}
