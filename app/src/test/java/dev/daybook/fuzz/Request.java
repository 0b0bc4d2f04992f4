package dev.daybook.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request over HTTP, whichever level its fault is on. */
record Request(String method, Map<String, String> headers, String body) {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String JSON = "application/json";

    static Request post(String body) {
        return new Request("POST", Map.of("Content-Type", JSON, "Accept", JSON), body);
    }

    Request with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, more, body);
    }

    Request as(@Nullable String token) {
        return token == null ? this : with("Authorization", "Bearer " + token);
    }

    HttpRequest to(String address) {
        var request = HttpRequest.newBuilder(URI.create(address + "/graphql"))
                .method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                .timeout(PATIENCE);
        headers.forEach(request::header);
        return request.build();
    }

    /** For whoever wants to see it again. Long bodies are cut. */
    String curl(String address) {
        var shown = body.length() > 6_000 ? body.substring(0, 6_000) + "…" + body.length() : body;
        return "curl -si -X %s %s/graphql %s --data-binary '%s'"
                .formatted(
                        method,
                        address,
                        headers.entrySet().stream()
                                .map(header -> "-H '%s: %s'".formatted(header.getKey(), header.getValue()))
                                .collect(joining(" ")),
                        shown.replace("'", "'\\''"));
    }
}
