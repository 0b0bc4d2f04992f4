package dev.daybook.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to nodes of a shop in turn, and waits for each answer no longer than a client would. */
final class ShopHttp implements AutoCloseable {
    /** Longer than any answer may take. Then a client gives up. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> addresses;

    ShopHttp(List<ShopNode> nodes) {
        addresses = graphQlAt(nodes.stream().map(ShopNode::address));
    }

    /** From now on; what is under way goes on where it is. */
    void sendTo(Stream<String> addresses) {
        this.addresses = graphQlAt(addresses);
    }

    private static List<URI> graphQlAt(Stream<String> addresses) {
        return addresses.map(address -> URI.create(address + "/graphql")).toList();
    }

    private URI next() {
        var all = addresses;
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }

    Reply send(Request request) throws InterruptedException {
        var body = JSON.writeValueAsString(
                Map.of("query", request.document(), "variables", Map.of("input", request.input())));
        var post = HttpRequest.newBuilder(next())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + request.token())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(post, BodyHandlers.ofString());
            return Reply.of(answer.statusCode(), answer.body(), request.mutation());
        } catch (IOException e) {
            return Reply.none(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
