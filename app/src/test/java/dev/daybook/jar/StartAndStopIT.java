package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.PreparedData;
import dev.daybook.support.Sse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopIT {
    private static final Map<String, String> WITH_ADMIN = Map.of(
            "DAYBOOK_DEMO", "false",
            "DAYBOOK_ADMIN_USERNAME", "margaret",
            "DAYBOOK_ADMIN_EMAIL", "margaret@example.com",
            "DAYBOOK_ADMIN_PASSWORD", "Lunar-module-1");

    @TempDir
    Path data;

    @Test
    void a_shop_stops_within_ten_seconds_whoever_listens_and_starts_again_as_it_was() throws Exception {
        String user;
        try (var shop = JarProcess.open(PreparedData.in(data), WITH_ADMIN);
                var listener = Sse.subscribe(shop.anonymous(), "subscription { stockChanged { name } }", Map.of())) {
            user = register(shop);
            var margaret = shop.anonymous().logIn("margaret", "Lunar-module-1");
            deleteCategory("clothing", margaret);
            Awaitility.await().until(() -> {
                newProduct(margaret);
                return listener.waiting() > 0;
            });
            assertThat(shop.stop()).isLessThan(Duration.ofSeconds(10));
        }
        try (var shop = JarProcess.open(data, WITH_ADMIN)) {
            assertThat(shop.anonymous().logIn(user, "Steam-engine-1").myId()).isNotBlank();
            shop.anonymous()
                    .run("{ categories { slug } }")
                    .path("categories[*].slug")
                    .entityList(String.class)
                    .containsExactly("books", "electronics", "home-garden");
        }
    }

    private static void deleteCategory(String slug, Client staff) {
        var id = staff.run("query ($slug: String!) { category(by: {slug: $slug}) { id } }", Map.of("slug", slug))
                .path("category.id")
                .entity(String.class)
                .get();
        staff.mutate("deleteCategory", Map.of("categoryId", id), "deletedCategoryId")
                .path("deleteCategory.deletedCategoryId")
                .entity(String.class)
                .isEqualTo(id);
    }

    private static void newProduct(Client staff) {
        var name = UUID.randomUUID().toString();
        staff.mutate(
                "createProduct",
                Map.of("name", name, "sku", name, "price", CatalogDriver.euros("12.50"), "initialStock", 1),
                "product { id }");
    }

    private static String register(JarProcess shop) {
        var name = "mary" + UUID.randomUUID().toString().substring(0, 6);
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", "Steam-engine-1"),
                        "user { id }")
                .path("registerUser.user.id")
                .hasValue();
        return name;
    }
}
