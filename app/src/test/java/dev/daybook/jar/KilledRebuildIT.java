package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import dev.daybook.support.PreparedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is swapped before the end: whoever is killed on the way has changed nothing. */
class KilledRebuildIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void a_rebuild_that_is_killed_leaves_the_live_rows_alone_and_the_next_one_succeeds() throws Exception {
        List<String> orders;
        String run;
        try (var shop = JarProcess.open(PreparedData.in(data), Map.of());
                var reader = connection();
                var statement = reader.createStatement()) {
            var admin = shop.anonymous().logIn("margaret", "Daybook-demo-1");
            orders = orders(admin);
            reader.setAutoCommit(false);
            // Somebody reads: so the new rows wait for their swap.
            statement.execute("lock table orders in access share mode");
            run = start("rebuildProjection", admin);
            await().atMost(SOON).until(() -> leftOvers() > 0);
            shop.kill();
        }
        try (var shop = JarProcess.open(data, Map.of())) {
            var admin = shop.anonymous().logIn("margaret", "Daybook-demo-1");
            assertThat(leftOvers()).isZero();
            assertThat(orders(admin)).isEqualTo(orders).isNotEmpty();
            assertThat(state(run, admin)).isEqualTo("FAILED");
            for (var mutation : List.of("rebuildProjection", "verifyProjection")) {
                var next = start(mutation, admin);
                await().atMost(SOON).until(() -> !state(next, admin).equals("RUNNING"));
                assertThat(state(next, admin)).isEqualTo("SUCCEEDED");
                assertThat(mismatches(next, admin)).isZero();
            }
            assertThat(orders(admin)).isEqualTo(orders);
        }
    }

    private static String start(String mutation, Client admin) {
        return admin.mutate(mutation, Map.of("name", "orders"), "run { id }")
                .path(mutation + ".run.id")
                .entity(String.class)
                .get();
    }

    private static String state(String run, Client staff) {
        return staff.run("query ($id: ID!) { projectionRun(id: $id) { state } }", Map.of("id", run))
                .path("projectionRun.state")
                .entity(String.class)
                .get();
    }

    private static int mismatches(String run, Client staff) {
        return staff.run("query ($id: ID!) { projectionRun(id: $id) { mismatchCount } }", Map.of("id", run))
                .path("projectionRun.mismatchCount")
                .entity(Integer.class)
                .get();
    }

    private static List<String> orders(Client staff) {
        return staff.run("{ orders(first: 100) { nodes { number } } }")
                .path("orders.nodes[*].number")
                .entityList(String.class)
                .get();
    }

    /** Returns the number of rows in the shadow table of a rebuild of the orders. */
    private long leftOvers() throws IOException, SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select to_regclass('daybook_rebuild_orders.orders') is null")) {
                row.next();
                if (row.getBoolean(1)) {
                    return 0;
                }
            }
            try (var row = statement.executeQuery("select count(*) from daybook_rebuild_orders.orders")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Connection connection() throws IOException, SQLException {
        var postgresql = data.resolve("postgresql").resolve("data");
        var port = Files.readAllLines(postgresql.resolve("postmaster.pid")).get(3);
        var password = Files.readString(postgresql.resolve("daybook.password"));
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/daybook", "daybook", password);
    }
}
