package dev.daybook.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Sse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@FourthLane
class StopDelayTests {
    private static final String LISTEN = "subscription { stockChanged { name } }";
    private static final String QUERY = """
            {"query": "{ __typename }"}""";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_node_that_is_told_to_stop_answers_for_a_while_and_lets_listeners_go_on_at_another() throws Exception {
        try (http;
                var node = Node.ofNewShop("--daybook.stop.delay=5s");
                var socket = RawSocket.ready(node.anonymous());
                var events = Sse.subscribe(node.anonymous(), LISTEN, Map.of())) {
            socket.subscribe("1", LISTEN);
            awaitEvents(node, socket, events);
            assertThat(ready(node).statusCode()).isEqualTo(200);

            var told = System.nanoTime();
            var stop = CompletableFuture.runAsync(node::close);
            await().until(() -> ready(node).statusCode() == 503);
            assertThat(query(node))
                    .returns(200, HttpResponse::statusCode)
                    .satisfies(answer -> assertThat(answer.headers().firstValue("Connection"))
                            .as("the connection of a client that would come back")
                            .hasValue("close"));
            awaitEvents(node, socket, events);
            stop.get(20, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));

            assertThat(socket.closeCode()).as("service restart").isEqualTo(1012);
            assertThat(socket.waiting()).doesNotContain("complete");
            assertThat(events.isCompleteAtEnd()).isFalse();
        }
    }

    private static void awaitEvents(Node node, RawSocket socket, Sse events) {
        var heard = socket.waiting().size();
        var told = events.waiting();
        await().until(() -> {
            node.shop().newNotebook(1);
            return socket.waiting().size() > heard && events.waiting() > told;
        });
    }

    private HttpResponse<Void> ready(Node node) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(node.anonymous().address() + "/actuator/health/readiness"))
                        .build(),
                BodyHandlers.discarding());
    }

    private HttpResponse<Void> query(Node node) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(node.anonymous().address() + "/graphql"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(QUERY))
                        .build(),
                BodyHandlers.discarding());
    }
}
