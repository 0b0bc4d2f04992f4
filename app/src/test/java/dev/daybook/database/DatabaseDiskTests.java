package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Node;
import dev.daybook.support.RawAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseDiskTests {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_shop_is_not_ready_from_the_first_command_that_finds_the_disk_full_until_there_is_space(
            CapturedOutput output) {
        try (var node = Node.ofNewShop();
                var http = HttpClient.newHttpClient()) {
            var shop = node.shop();
            var jdbc = node.bean(JdbcClient.class);
            var ada = shop.newCustomer();
            var notebook = shop.newProduct(5);
            assertThat(readiness(node, http)).isEqualTo(200);

            fill(jdbc);
            assertThat(readiness(node, http)).as("before a command has met it").isEqualTo(200);
            var input = Map.of(
                    "lines",
                    List.of(Map.of("productId", notebook, "quantity", 1)),
                    "idempotencyKey",
                    UUID.randomUUID().toString());
            var refused = RawAnswer.ask(
                    ada,
                    "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } } }",
                    Map.of("input", input));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.codes()).containsExactly("UNAVAILABLE");
            assertThat(readiness(node, http)).isEqualTo(503);
            assertThat(output).contains("The disk of the database is full");
            ada.run("{ products { nodes { id } } }").path("products.nodes").hasValue();

            jdbc.sql("drop event trigger no_table").update();
            jdbc.sql("drop trigger no_event on domain_events").update();
            await().atMost(SOON).until(() -> readiness(node, http) == 200);
            assertThat(ada.newOrder(notebook)).isNotBlank();
        }
    }

    /** Refuses new events and new tables as PostgreSQL does when its disk is full. */
    private static void fill(JdbcClient jdbc) {
        for (var kind : new String[] {"trigger", "event_trigger"}) {
            jdbc.sql("""
                            create function full_%1$s() returns %1$s language plpgsql as $$
                            begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$""".formatted(kind)).update();
        }
        jdbc.sql("create trigger no_event before insert on domain_events execute function full_trigger()")
                .update();
        jdbc.sql(
                        "create event trigger no_table on ddl_command_start when tag in ('CREATE TABLE AS') execute function full_event_trigger()")
                .update();
    }

    private static int readiness(Node node, HttpClient http) {
        var port = node.context().getEnvironment().getRequiredProperty("local.server.port");
        try {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
