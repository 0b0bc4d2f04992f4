package dev.daybook.support;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;

/** Somebody who sends queries over HTTP. */
public record Client(
        String address, HttpGraphQlTester tester, @Nullable String accessToken) {
    /** One for all clients: each would have threads, connections and codecs of its own. */
    private static final WebTestClient HTTP = WebTestClient.bindToServer(new JdkClientHttpConnector())
            .responseTimeout(Duration.ofSeconds(60))
            .filter((request, next) -> next.exchange(Times.current()
                    .map(moment -> ClientRequest.from(request)
                            .header(Times.HEADER, moment.toString())
                            .build())
                    .orElse(request)))
            .build();

    static Client of(String address) {
        return new Client(address, tester(address, null), null);
    }

    public static Client of(String address, @Nullable String accessToken) {
        return new Client(address, tester(address, accessToken), accessToken);
    }

    public Client logIn(String login, String password) {
        var token = run("""
                        mutation ($login: String!, $password: String!) {
                          logIn(input: {login: $login, password: $password}) { session { accessToken } } }""", Map.of("login", login, "password", password))
                .path("logIn.session.accessToken")
                .entity(String.class)
                .get();
        return with(token);
    }

    /** The same address, with an access token. */
    public Client with(String token) {
        return of(address, token);
    }

    public GraphQlTester.Response run(String document) {
        return run(document, Map.of());
    }

    public GraphQlTester.Response run(String document, Map<String, ?> variables) {
        var request = tester.document(document);
        variables.forEach(request::variable);
        return request.execute();
    }

    /** Runs a mutation that takes one input, and selects what is given of its payload. */
    public GraphQlTester.Response mutate(String mutation, Map<String, ?> input, String selection) {
        var type = switch (mutation) {
            case "confirmOrder", "deliverOrder" -> "OrderActionInput!";
            case "activateProduct", "deactivateProduct", "archiveProduct" -> "ProductActionInput!";
            case "publishPost", "archivePost", "deletePost" -> "PostActionInput!";
            case "deactivateUser", "reactivateUser" -> "UserActionInput!";
            case "rebuildProjection", "verifyProjection" -> "ProjectionInput!";
            default -> Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        };
        return run(
                "mutation ($input: %s) { %s(input: $input) { %s userErrors { __typename message code field } } }"
                        .formatted(type, mutation, selection),
                Map.of("input", input));
    }

    public GraphQlTester.Response placeOrder(String key, Map<String, Integer> quantities) {
        var lines = quantities.entrySet().stream()
                .map(line -> Map.of("productId", line.getKey(), "quantity", line.getValue()))
                .toList();
        return mutate(
                "placeOrder",
                Map.of("lines", lines, "idempotencyKey", key),
                "idempotentReplay order { id number status version total { amount } }");
    }

    /** The global id of a new order of one piece. */
    public String newOrder(String product) {
        return placeOrder(UUID.randomUUID().toString(), Map.of(product, 1))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    /** The global id of a new post for all to read. */
    public String newPost(String title, String... tags) {
        return write(title, true, tags);
    }

    public String newDraft(String title, String... tags) {
        return write(title, false, tags);
    }

    private String write(String title, boolean publish, String... tags) {
        return mutate(
                        "createPost",
                        Map.of("title", title, "content", "About " + title, "tags", List.of(tags), "publish", publish),
                        "post { id }")
                .path("createPost.post.id")
                .entity(String.class)
                .get();
    }

    public String myId() {
        return run("{ me { id } }").path("me.id").entity(String.class).get();
    }

    /** Whether the access token is still good for anything. */
    public boolean isSignedIn() {
        var status = HTTP.post()
                .uri(address + "/graphql")
                .header("Authorization", "Bearer " + accessToken)
                .bodyValue(Map.of("query", "{ me { id } }"))
                .exchange()
                .returnResult()
                .getStatus();
        return status.is2xxSuccessful();
    }

    private static HttpGraphQlTester tester(String address, @Nullable String token) {
        var http = HTTP.mutate().baseUrl(address + "/graphql");
        if (token != null) {
            http = http.defaultHeaders(headers -> headers.setBearerAuth(token));
        }
        return HttpGraphQlTester.create(http.build());
    }
}
