package dev.daybook.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it comes over the line, to a request that no tester would send. */
public record RawAnswer(int status, JsonNode body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** With headers as name and value in turn. */
    public static RawAnswer post(Client client, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(client.address() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (client.accessToken() != null) {
            request.header("Authorization", "Bearer " + client.accessToken());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new RawAnswer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static RawAnswer ask(Client client, String document, Map<String, ?> variables, String... headers) {
        var body = new LinkedHashMap<String, Object>();
        body.put("query", document);
        body.put("variables", variables);
        return post(client, JSON.writeValueAsString(body), headers);
    }

    public List<String> codes() {
        return texts("/extensions/code");
    }

    public List<String> messages() {
        return texts("/message");
    }

    private List<String> texts(String pointer) {
        return body.path("errors")
                .valueStream()
                .map(error -> error.at(pointer).asString())
                .toList();
    }
}
