package dev.daybook.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscription over server-sent events, as a browser would hold it. */
public final class Sse implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> end;

    private Sse(HttpRequest request) {
        end = http.sendAsync(request, BodyHandlers.ofLines())
                .thenApplyAsync(this::hear, command -> Thread.ofVirtual().start(command));
    }

    /** Returns when the response has ended, whether an event has told so. */
    private boolean hear(HttpResponse<Stream<String>> response) {
        var complete = new AtomicBoolean();
        response.body().forEach(line -> {
            complete.compareAndSet(false, line.equals("event:complete"));
            if (line.startsWith("data:") && line.length() > "data:".length()) {
                answers.add(JSON.readTree(line.substring("data:".length())));
            }
        });
        return complete.get();
    }

    public static Sse subscribe(Client client, String document, Map<String, ?> variables) {
        var request = HttpRequest.newBuilder(URI.create(client.address() + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", variables))));
        if (client.accessToken() != null) {
            request.header("Authorization", "Bearer " + client.accessToken());
        }
        return new Sse(request.build());
    }

    /** The next answer, as soon as it is there. */
    public JsonNode next() throws InterruptedException {
        return Objects.requireNonNull(answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "No answer came");
    }

    /** The code of the error that the next answer is, or null when it is none. */
    public @Nullable String nextCode() throws InterruptedException {
        return next().at("/errors/0/extensions/code").asString(null);
    }

    /** Those that have come so far and were not asked for. */
    public int waiting() {
        return answers.size();
    }

    public boolean isOpen() {
        return !end.isDone();
    }

    /** Waits until the response has ended as a whole one does, and tells whether the event {@code complete} came before. */
    public boolean isCompleteAtEnd() throws Exception {
        return end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
    }
}
