package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.database.embedded.DataDirectory;
import dev.daybook.support.PreparedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledDatabaseIT {
    @TempDir
    Path data;

    @Test
    void a_shop_whose_database_is_killed_says_so_and_ends_and_starts_again_with_all_that_was_ordered()
            throws Exception {
        String order;
        try (var shop = JarProcess.open(PreparedData.in(data), Map.of())) {
            var ada = shop.anonymous().logIn("ada", "Daybook-demo-1");
            var product = ada.run("{ products(first: 1) { nodes { id } } }")
                    .path("products.nodes[0].id")
                    .entity(String.class)
                    .get();
            order = ada.newOrder(product);
            ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
            assertThat(shop.awaitRefusal())
                    .contains("PostgreSQL has ended, and nobody has stopped it, so the shop ends too");
        }
        try (var shop = JarProcess.open(data, Map.of())) {
            shop.anonymous()
                    .logIn("ada", "Daybook-demo-1")
                    .run("query ($id: ID!) { order(by: {id: $id}) { id } }", Map.of("id", order))
                    .path("order.id")
                    .entity(String.class)
                    .isEqualTo(order);
        }
    }

    private long postmaster() throws IOException {
        var pidFile = new DataDirectory(data).data().resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }
}
