package dev.daybook.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to the shop at a port, and waits for each answer no longer than a client would. */
final class ShopHttp implements AutoCloseable {
    /** Longer than any answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI address;

    ShopHttp(int port) {
        address = URI.create("http://localhost:%d/graphql".formatted(port));
    }

    Reply send(Request request) throws InterruptedException {
        var body = JSON.writeValueAsString(
                Map.of("query", request.document(), "variables", Map.of("input", request.input())));
        var post = HttpRequest.newBuilder(address)
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
