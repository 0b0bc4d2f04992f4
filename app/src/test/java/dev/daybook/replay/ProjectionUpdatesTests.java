package dev.daybook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.catalog.category.CategoriesOfTomorrow;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes of two versions of a projection on one database: today's writes names as they are, tomorrow's shouts. */
@FourthLane
class ProjectionUpdatesTests {
    private static final Actor OPERATOR = new Actor.System("operator");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String[] database = TestDatabase.argumentsOfEmptyDatabase();
    private final AtomicInteger number = new AtomicInteger();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(database));
    private Node today;
    private Node tomorrow;

    @BeforeEach
    void an_older_node_is_joined_by_a_newer_one() {
        today = Node.on(database);
        create("before", today);
        assertThat(version()).isEqualTo(1);
        tomorrow = CategoriesOfTomorrow.node(database);
    }

    @AfterEach
    void close() {
        today.close();
        tomorrow.close();
    }

    @Test
    void rows_are_rebuilt_beside_the_live_ones_and_become_live_when_the_last_older_node_has_gone() throws Exception {
        var open = new AtomicBoolean(true);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var older = writers.submit(() -> createWhile(open, today));
            var newer = writers.submit(() -> createWhile(open, tomorrow));
            await().atMost(SOON).until(() -> shadows().contains("BEFORE 1"));
            var meanwhile = create("meanwhile", today);
            await().atMost(SOON).until(() -> shadows().contains(shouted(meanwhile)));
            assertThat(names()).contains("before 1", meanwhile);
            assertThat(version()).isZero();
            open.set(false);
            assertThat(older.get()).isPositive();
            assertThat(newer.get()).isPositive();
        }
        today.close();
        await().atMost(SOON).until(() -> version() == 2);
        assertThat(names()).hasSizeGreaterThan(4 + 2).allMatch(name -> name.equals(shouted(name)));
        assertThat(verified(tomorrow).mismatchCount()).isZero();
        assertThat(rebuilt(tomorrow).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void while_versions_are_mixed_a_difference_cannot_be_taken_for_damage() {
        await().atMost(SOON).until(() -> !shadows().isEmpty());
        assertThatExceptionOfType(RunInProgress.class)
                .isThrownBy(() ->
                        today.bean(ProjectionRuns.class).run(RunKind.VERIFY, List.of("categories"), OPERATOR, _ -> {}));
        tomorrow.close();
        await().atMost(SOON).until(() -> version() == 1);
        assertThat(verified(today).mismatchCount()).isZero();
    }

    @Test
    void an_older_node_is_not_let_in_after_an_update_until_it_is_taken_back() {
        today.close();
        await().atMost(SOON).until(() -> version() == 2);
        assertThatException()
                .isThrownBy(() -> Node.on(database).close())
                .satisfies(refusal -> assertThat(refusal)
                        .hasStackTraceContaining("rows of a newer version of the shop: categories (version 2)"));

        assertThat(ProjectionVersions.of(today.context().getBeanFactory()).downgrade(jdbc))
                .containsExactly("categories");
        assertThat(version()).isEqualTo(2);
        today = Node.on(database);
        create("again", today);
        assertThat(version()).isZero();
        tomorrow.close();
        await().atMost(SOON).until(() -> version() == 1);
        assertThat(names()).contains("before 1", "again 2");
        assertThat(verified(today).mismatchCount()).isZero();
    }

    private String create(String name, Node node) {
        var numbered = name + " " + number.incrementAndGet();
        node.bean(Commands.class)
                .send(new CreateCategory(CategoryId.random(), new CategoryName(numbered), null, null, null), OPERATOR);
        return numbered;
    }

    private int createWhile(AtomicBoolean open, Node node) {
        int count = 0;
        for (; open.get(); count++) {
            create("written", node);
        }
        return count;
    }

    private static String shouted(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private int version() {
        return jdbc.sql("select version from projection_versions where projection = 'categories'")
                .query(Integer.class)
                .single();
    }

    private List<String> names() {
        return names("public");
    }

    private List<String> shadows() {
        return jdbc.sql("select to_regclass('daybook_rebuild_categories.categories') is null")
                        .query(Boolean.class)
                        .single()
                ? List.of()
                : names("daybook_rebuild_categories");
    }

    private List<String> names(String schema) {
        return jdbc.sql("select name from %s.categories".formatted(schema))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static ProjectionRun verified(Node node) {
        return run(RunKind.VERIFY, node);
    }

    private static ProjectionRun rebuilt(Node node) {
        return run(RunKind.REBUILD, node);
    }

    /** As soon as the update has cleared up behind itself. */
    private static ProjectionRun run(RunKind kind, Node node) {
        return await().atMost(SOON)
                .ignoreExceptionsInstanceOf(RunInProgress.class)
                .until(
                        () -> node.bean(ProjectionRuns.class)
                                .run(kind, List.of("categories"), OPERATOR, _ -> {})
                                .getFirst(),
                        run -> run.state() != RunState.RUNNING);
    }
}
