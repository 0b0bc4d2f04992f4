package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.PreparedData;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledShopIT {
    @TempDir
    Path data;

    @Test
    void after_a_kill_every_acknowledged_order_is_there_and_none_by_half() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (var shop = JarProcess.open(PreparedData.in(data), Map.of());
                var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ada = shop.anonymous().logIn("ada", "Daybook-demo-1");
            var product = JarProcess.mostAvailableProduct(ada);
            var open = new AtomicBoolean(true);
            for (int i = 0; i < 8; i++) {
                buyers.submit(() -> {
                    while (open.get()) {
                        acknowledged.add(ada.newOrder(product));
                    }
                    return null;
                });
            }
            Awaitility.await().until(() -> acknowledged.size() >= 60);
            shop.kill();
            open.set(false);
        }
        try (var shop = JarProcess.open(data, Map.of())) {
            var staff = shop.anonymous().logIn("grace", "Daybook-demo-1");
            for (var order : acknowledged) {
                staff.run("query ($id: ID!) { order(by: {id: $id}) { lines { quantity } } }", Map.of("id", order))
                        .path("order.lines[*].quantity")
                        .entityList(Integer.class)
                        .containsExactly(1);
            }
            var pending = staff.run("""
                            { orders(filter: {status: [PENDING, CONFIRMED]}, first: 100) { totalCount nodes { lines { quantity } } }
                              products(first: 1, orderBy: {field: AVAILABLE_STOCK, direction: DESC}) { nodes { id } } }""");
            assertThat(pending.path("orders.totalCount").entity(Integer.class).get())
                    .isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(reservedInStock(staff))
                    .as("what is reserved is what is ordered")
                    .isEqualTo(piecesOfOpenOrders(staff));
        }
    }

    private static int reservedInStock(Client staff) {
        return sum(
                staff,
                "products",
                "products(first: 100%s) { nodes { stock { reserved } } pageInfo { hasNextPage endCursor } }",
                "stock.reserved");
    }

    private static int piecesOfOpenOrders(Client staff) {
        return sum(
                staff,
                "orders",
                "orders(first: 100, filter: {status: [PENDING, CONFIRMED]}%s) { nodes { lines { quantity } } pageInfo { hasNextPage endCursor } }",
                "lines[*].quantity");
    }

    private static int sum(Client staff, String list, String query, String number) {
        var sum = 0;
        var after = "";
        while (true) {
            var page = staff.run("{ " + query.formatted(after) + " }");
            sum += page.path(list + ".nodes[*]." + number).entityList(Integer.class).get().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            if (!page.path(list + ".pageInfo.hasNextPage").entity(Boolean.class).get()) {
                return sum;
            }
            after = ", after: \""
                    + page.path(list + ".pageInfo.endCursor")
                            .entity(String.class)
                            .get() + "\"";
        }
    }
}
