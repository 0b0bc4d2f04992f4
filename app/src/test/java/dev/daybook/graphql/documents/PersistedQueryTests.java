package dev.daybook.graphql.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Queries that a client sends once with their hash, and then by the hash alone. */
@ShopTest
class PersistedQueryTests {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Shop shop;

    private final HttpClient http = HttpClient.newHttpClient();
    private Client anybody;

    @BeforeEach
    void anybody() {
        anybody = shop.anonymous();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/graphql-response+json"})
    void a_hash_is_known_as_soon_as_its_document_was_sent_with_it(String type) throws Exception {
        var document = unique("query ($first: Int!) { products(first: $first) { nodes { id } } }");
        var hash = sha256(document);
        var unknown = RawAnswer.post(anybody, body(null, hash, Map.of("first", 1)), "Accept", type);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.messages()).containsExactly("PersistedQueryNotFound");
        assertThat(unknown.codes()).containsExactly("PERSISTED_QUERY_NOT_FOUND");
        assertFound(RawAnswer.post(anybody, body(document, hash, Map.of("first", 1)), "Accept", type));
        assertFound(RawAnswer.post(anybody, body(null, hash, Map.of("first", 2)), "Accept", type));
    }

    @Test
    void a_hash_of_another_document_is_refused_and_not_remembered() throws Exception {
        var document = unique("{ apiInfo { name } }");
        var other = sha256(document + " ");
        var refused = RawAnswer.post(anybody, body(document, other, Map.of()));
        assertThat(refused.codes()).containsExactly("BAD_REQUEST");
        assertThat(refused.messages()).containsExactly("The \"sha256Hash\" is not that of the \"query\"");
        assertThat(RawAnswer.post(anybody, body(null, other, Map.of())).codes())
                .containsExactly("PERSISTED_QUERY_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ nonsense }", "{", "{ apiInfo { name @nonsense } }"})
    void a_document_that_is_not_valid_is_not_remembered(String nonsense) throws Exception {
        var document = unique(nonsense);
        assertThat(RawAnswer.post(anybody, body(document, sha256(document), Map.of()))
                        .codes())
                .contains("BAD_REQUEST");
        assertThat(RawAnswer.post(anybody, body(null, sha256(document), Map.of()))
                        .codes())
                .containsExactly("PERSISTED_QUERY_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"abc\"", "{}", "{\"version\":1}", "{\"version\":2,\"sha256Hash\":\"ab\"}"})
    void an_extension_that_is_none_is_refused(String extension) {
        var answer = RawAnswer.post(anybody, "{\"extensions\":{\"persistedQuery\":%s}}".formatted(extension));
        assertThat(answer.codes()).containsExactly("BAD_REQUEST");
    }

    @Test
    void a_hash_costs_what_its_document_costs() throws Exception {
        var document = unique(
                "query ($n: Int!) { products(first: $n) { nodes { priceHistory(first: $n) { nodes { id } } } } }");
        assertThat(RawAnswer.post(anybody, body(document, sha256(document), Map.of("n", 1)))
                        .codes())
                .isEmpty();
        assertThat(RawAnswer.post(anybody, body(null, sha256(document), Map.of("n", 100)))
                        .codes())
                .containsExactly("QUERY_TOO_COMPLEX");
    }

    @Test
    void a_query_is_got_by_its_hash() throws Exception {
        var document = unique("query Shown($first: Int!) { products(first: $first) { nodes { id } } }");
        assertThat(get(sha256(document), "{\"first\":1}").body()).contains("PERSISTED_QUERY_NOT_FOUND");
        RawAnswer.post(anybody, body(document, sha256(document), Map.of("first", 1)));
        var answer = get(sha256(document), "{\"first\":1}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).at("/data/products/nodes").isArray())
                .isTrue();
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        var malformed = get(sha256(document), "{");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).contains("The parameter variables is not JSON");
    }

    @Test
    void a_mutation_is_not_got_and_nothing_is_done() throws Exception {
        var ada = shop.newCustomer();
        var document = unique("mutation { logOut(input: {}) { endedSessions } }");
        assertThat(RawAnswer.post(anybody, body(document, sha256(document), Map.of()))
                        .codes())
                .containsExactly("UNAUTHENTICATED");
        var answer = http.send(
                HttpRequest.newBuilder(address(sha256(document), "{}"))
                        .header("Authorization", "Bearer " + ada.accessToken())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.body()).contains("A mutation is sent by POST");
        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void a_get_with_a_document_is_refused() throws Exception {
        for (var query : new String[] {
            "?query=%7BapiInfo%7Bname%7D%7D",
            "",
            "?extensions=%7B%7D&query=%7BapiInfo%7Bname%7D%7D",
            "?variables=%7B%7D"
        }) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(anybody.address() + "/graphql" + query))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(query).isEqualTo(405);
        }
    }

    @Test
    void a_web_socket_takes_hashes_too() throws Exception {
        var document = unique("{ apiInfo { name } }");
        try (var socket = RawSocket.ready(anybody)) {
            socket.say("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":%s}"
                    .formatted(body(document, sha256(document), Map.of())));
            assertThat(socket.nextInShort()).isEqualTo("1 next");
            assertThat(socket.nextInShort()).isEqualTo("1 complete");
            socket.say("{\"id\":\"2\",\"type\":\"subscribe\",\"payload\":%s}"
                    .formatted(body(null, sha256(document), Map.of())));
            assertThat(socket.next().at("/payload/data/apiInfo/name").asString())
                    .isEqualTo("Daybook");
        }
    }

    private void assertFound(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/data/products/nodes").isArray())
                .as("%s", answer)
                .isTrue();
    }

    private HttpResponse<String> get(String hash, String variables) throws Exception {
        // As Apollo's client does, which says the type of the body that a GET has not.
        return http.send(
                HttpRequest.newBuilder(address(hash, variables))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String hash, String variables) {
        return URI.create("%s/graphql?variables=%s&extensions=%s"
                .formatted(
                        anybody.address(),
                        URLEncoder.encode(variables, UTF_8),
                        URLEncoder.encode(JSON.writeValueAsString(extensions(hash)), UTF_8)));
    }

    private static String body(@Nullable String document, String hash, Map<String, ?> variables) {
        var body = new LinkedHashMap<String, Object>();
        if (document != null) {
            body.put("query", document);
        }
        body.put("variables", variables);
        body.put("extensions", extensions(hash));
        return JSON.writeValueAsString(body);
    }

    private static Map<String, ?> extensions(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }

    /** One that nobody has sent before. */
    private String unique(String document) {
        return document + " # " + shop.unique("document");
    }

    private static String sha256(String document) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8)));
    }
}
