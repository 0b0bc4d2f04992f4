package dev.daybook.graphql.operations;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.replay.Projection;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import dev.daybook.support.Concurrently;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.support.Sockets;
import dev.daybook.support.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Read models are looked at by the staff, and built anew and verified by administrators. */
@HonestShopTest
@SecondLane
class ProjectionApiTests {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RUN = """
            id projection kind state eventsProcessed eventsTotal eventsPerSecond progress mismatchCount
            mismatches { table key column live replayed } error startedAt finishedAt""";
    private static final String PROGRESS =
            "subscription ($id: ID!) { projectionRunProgress(runId: $id) { id kind state progress mismatchCount } }";

    @Autowired
    Shop shop;

    @Autowired
    ProjectionRuns projectionRuns;

    private record Run(
            String id,
            String projection,
            String kind,
            String state,
            long eventsProcessed,
            long eventsTotal,
            double eventsPerSecond,
            double progress,
            long mismatchCount,
            List<Map<String, ?>> mismatches,
            @Nullable String error,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    private String name;

    @BeforeEach
    void there_is_something_to_read() {
        shop.newProduct(5);
        name = projectionRuns.projections().getFirst().name();
    }

    @Test
    @SuppressWarnings("unchecked")
    void projections_are_listed_with_their_tables_and_rows() {
        var found = shop.staff().run("{ projections { name module tables rowCount } }");
        found.path("projections[*].name")
                .entityList(String.class)
                .isEqualTo(projectionRuns.projections().stream()
                        .map(Projection::name)
                        .toList());
        assertThat(found.path("projections[*].tables").entityList(List.class).get())
                .allSatisfy(tables -> assertThat(tables).isNotEmpty());
        assertThat(found.path("projections[*].rowCount").entityList(Long.class).get())
                .anyMatch(rows -> rows > 0)
                .allMatch(rows -> rows >= 0);
    }

    @Test
    void a_verification_finds_no_difference_between_rows_and_events() {
        var run = finished(begun("verifyProjection"));
        assertThat(run.projection()).isEqualTo(name);
        assertThat(run.kind()).isEqualTo("VERIFY");
        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(run.mismatchCount()).isZero();
        assertThat(run.mismatches()).isEmpty();
        assertThat(run.progress()).isEqualTo(1);
        assertThat(run.error()).isNull();
        assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
        lastOf("lastVerification")
                .path("projections[0].lastVerification.id")
                .entity(String.class)
                .isEqualTo(run.id());
    }

    @Test
    void a_rebuild_is_the_last_one_of_its_projection() {
        var run = finished(begun("rebuildProjection"));
        assertThat(run.kind()).isEqualTo("REBUILD");
        assertThat(run.state()).isEqualTo("SUCCEEDED");
        lastOf("lastRebuild")
                .path("projections[0].lastRebuild.id")
                .entity(String.class)
                .isEqualTo(run.id());
    }

    @Test
    void a_run_tells_how_far_it_is_until_it_is_over() throws Exception {
        var run = begun("verifyProjection");
        try (var progress = Sse.subscribe(shop.staff(), PROGRESS, Map.of("id", run))) {
            var state = "";
            var before = -1.0;
            while (!state.equals("SUCCEEDED")) {
                var next = progress.next().at("/data/projectionRunProgress");
                state = next.at("/state").asString();
                assertThat(next.at("/id").asString()).isEqualTo(run);
                assertThat(next.at("/progress").asDouble()).isGreaterThanOrEqualTo(before);
                before = next.at("/progress").asDouble();
            }
            assertThat(before).isEqualTo(1);
        }
    }

    @Test
    void a_run_that_is_over_is_told_once_over_a_web_socket_too() {
        var run = begun("verifyProjection");
        finished(run);
        var socket = Sockets.of(shop.staff());
        try {
            assertThat(socket.document(PROGRESS)
                            .variable("id", run)
                            .executeSubscription()
                            .toFlux("projectionRunProgress.state", String.class)
                            .collectList()
                            .block(SOON))
                    .containsExactly("SUCCEEDED");
        } finally {
            socket.stop().block();
        }
    }

    @Test
    void a_run_is_a_node_for_the_staff_and_nobody_else() {
        var run = begun("verifyProjection");
        finished(run);
        var node = "query ($id: ID!) { node(id: $id) { ... on ProjectionRun { projection } } }";
        shop.staff()
                .run(node, Map.of("id", run))
                .path("node.projection")
                .entity(String.class)
                .isEqualTo(name);
        shop.newCustomer().run(node, Map.of("id", run)).path("node").valueIsNull();
    }

    @Test
    void an_object_that_does_not_exist_is_refused() throws Exception {
        for (var mutation : List.of("rebuildProjection", "verifyProjection")) {
            assertThat(userErrors(run(mutation, "nonsense"), mutation)).containsExactly("NOT_FOUND input.name");
            run(mutation, "x".repeat(101))
                    .path(mutation + ".userErrors[0].message")
                    .entity(String.class)
                    .satisfies(message -> assertThat(message).startsWith("There is no such projection, only "));
        }
        for (var id : List.of("nonsense", new GlobalId("ProjectionRun", UUID.randomUUID()).toString())) {
            shop.staff()
                    .run("query ($id: ID!) { projectionRun(id: $id) { id } }", Map.of("id", id))
                    .path("projectionRun")
                    .valueIsNull();
            try (var progress = Sse.subscribe(shop.staff(), PROGRESS, Map.of("id", id))) {
                assertThat(progress.nextCode()).isEqualTo("BAD_REQUEST");
            }
        }
    }

    @Test
    void a_projection_that_is_busy_is_refused() throws Exception {
        var answers = Concurrently.atOnce(8, _ -> run("verifyProjection", name));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(codes(answer)).isEmpty();
            assertThat(userErrors(answer, "verifyProjection")).isSubsetOf("REBUILD_IN_PROGRESS input.name");
        });
        assertThat(answers)
                .anyMatch(answer -> userErrors(answer, "verifyProjection").isEmpty());
        await().atMost(SOON)
                .until(() -> projectionRuns.lastRuns(RunKind.VERIFY).values().stream()
                        .noneMatch(run -> run.state() == RunState.RUNNING));
    }

    private Response run(String mutation, String projection) {
        return shop.admin().mutate(mutation, Map.of("name", projection), "run { %s }".formatted(RUN));
    }

    /** The global id of a new run. Another may still be on its way. */
    private String begun(String mutation) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            var answer = run(mutation, name);
                            return userErrors(answer, mutation).isEmpty()
                                    ? answer.path(mutation + ".run.id")
                                            .entity(String.class)
                                            .get()
                                    : "";
                        },
                        id -> !id.isEmpty());
    }

    private Run finished(String id) {
        return await().atMost(SOON)
                .until(
                        () -> shop.staff()
                                .run(
                                        "query ($id: ID!) { projectionRun(id: $id) { %s } }".formatted(RUN),
                                        Map.of("id", id))
                                .path("projectionRun")
                                .entity(Run.class)
                                .get(),
                        run -> !run.state().equals("RUNNING"));
    }

    private Response lastOf(String field) {
        return shop.staff().run("{ projections { %s { id } } }".formatted(field));
    }
}
