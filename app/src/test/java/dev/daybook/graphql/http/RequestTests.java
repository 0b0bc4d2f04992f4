package dev.daybook.graphql.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.ThreadMXBean;
import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that requests are checked below GraphQL, over real HTTP: their method, media types, size and JSON. */
@ShopTest
@AfterSecondLane
class RequestTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String QUERY = "{\"query\":\"{ apiInfo { name } }\"}";

    @Autowired
    Shop shop;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                  | The body is not JSON
            {"query":"{ apiInfo { name } }"        | The body is not JSON
            {"query":"{ apiInfo { name } }"} x     | The body is not JSON
            {'query':'{ apiInfo { name } }'}       | The body is not JSON
            ``                                     | The body is not JSON
            null                                   | The body must be one JSON object with a "query"; there are no batches
            0                                      | The body must be one JSON object with a "query"; there are no batches
            true                                   | The body must be one JSON object with a "query"; there are no batches
            "{ apiInfo { name } }"                 | The body must be one JSON object with a "query"; there are no batches
            []                                     | The body must be one JSON object with a "query"; there are no batches
            [{"query":"{ apiInfo { name } }"}]     | The body must be one JSON object with a "query"; there are no batches
            {}                                     | There is no "query"
            {"query":null}                         | There is no "query"
            {"query":" "}                          | There is no "query"
            {"query":0}                            | "query" must be a string
            {"query":["{ apiInfo { name } }"]}     | "query" must be a string
            {"query":"{a}","operationName":0}      | "operationName" must be a string
            {"query":"{a}","operationName":{}}     | "operationName" must be a string
            {"query":"{a}","variables":[]}         | "variables" must be an object
            {"query":"{a}","variables":"x"}        | "variables" must be an object
            {"query":"{a}","extensions":0}         | "extensions" must be an object
            """)
    void a_body_that_is_no_request_is_refused_with_400_and_the_reason(String body, String message) throws Exception {
        assertRefused(post(body), 400, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operationName", "variables", "extensions"})
    void null_is_left_out(String name) throws Exception {
        assertThat(ask("{\"query\":\"{ apiInfo { name } }\",\"%s\":null}".formatted(name))
                        .at("/data/apiInfo/name")
                        .asString())
                .isNotEmpty();
    }

    static Stream<Arguments> beyondTheLimitsOfJson() {
        return Stream.of(
                Arguments.of(
                        "33 levels",
                        "{\"query\":\"{a}\",\"variables\":{\"a\":%s}}".formatted("[".repeat(31) + "]".repeat(31))),
                Arguments.of(
                        "10,001 tokens",
                        "{\"query\":\"{a}\",\"variables\":{\"a\":[%s0]}}".formatted("0,".repeat(10_000))),
                Arguments.of(
                        "a name of 101 characters",
                        "{\"query\":\"{a}\",\"variables\":{\"%s\":1}}".formatted("a".repeat(101))),
                Arguments.of(
                        "a number of 65 digits",
                        "{\"query\":\"{a}\",\"variables\":{\"a\":%s}}".formatted("9".repeat(65))),
                Arguments.of(
                        "a fraction of 65 digits",
                        "{\"query\":\"{a}\",\"variables\":{\"a\":0.%s}}".formatted("9".repeat(65))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyondTheLimitsOfJson")
    void json_beyond_a_limit_is_refused(String limit, String body) throws Exception {
        assertRefused(
                post(body),
                400,
                "JSON may be at most 32 levels deep and have at most 10000 tokens, names of 100 characters and numbers of 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "post"})
    void every_method_but_post_is_refused_with_405_and_the_one_that_is_allowed(String method) throws Exception {
        var response = send(request().method(method, BodyPublishers.ofString(QUERY)));
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        if (method.equals("HEAD")) {
            assertThat(response.statusCode()).isEqualTo(405);
        } else {
            assertRefused(
                    response,
                    405,
                    method.equals("PUT")
                            ? "Send a POST; each subscription has a connection of its own, so leave out singleConnection"
                            : "Send a POST; only a WebSocket opens with a GET, and a persisted query is asked for by its hash");
        }
    }

    @Test
    void a_refusal_of_the_container_has_a_graphql_body() throws Exception {
        assertRefused(send(request().method("TRACE", BodyPublishers.noBody())), 405, "Method Not Allowed");
        assertRefused(postTo("/graphql;x=1"), 400, "Bad Request");
        assertRefused(postTo("/graphql/"), 404, "Not Found");
        assertRefused(postTo("/graphql/schema"), 404, "Not Found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/xml", "application/json;q=0", "nonsense"})
    void a_request_that_accepts_no_answer_is_refused_with_406(String accept) throws Exception {
        assertRefused(
                send(request().header("Accept", accept).POST(BodyPublishers.ofString(QUERY))),
                406,
                "Accept application/graphql-response+json, application/json or, for a subscription, text/event-stream");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                                       | application/json
            application/json                                                          | application/json
            application/json;charset=utf-8                                            | application/json
            application/graphql-response+json                                         | application/graphql-response+json
            application/graphql-response+json; charset=utf-8                          | application/graphql-response+json
            application/graphql-response+json;q=1, application/json;q=0.9             | application/graphql-response+json
            application/json;q=0.9, application/graphql-response+json                 | application/graphql-response+json
            application/json, application/graphql-response+json;q=0.5                 | application/json
            text/html, application/xhtml+xml, */*;q=0.8                               | application/json
            """)
    void answers_and_refusals_have_the_type_that_is_liked_best(String accept, String type) throws Exception {
        for (var body : new String[] {QUERY, "null"}) {
            var response = send(request().header("Accept", accept).POST(BodyPublishers.ofString(body)));
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/graphql",
                "application/*",
                "nonsense"
            })
    void a_body_of_another_type_is_refused_with_415(String type) throws Exception {
        var response = send(HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(QUERY)));
        assertThat(response.headers().firstValue("Accept")).contains("application/json");
        assertRefused(response, 415, "Send the body with Content-Type: application/json");
    }

    @Test
    void a_body_without_a_type_is_refused_with_415() throws Exception {
        assertRefused(
                send(HttpRequest.newBuilder(address("/graphql")).POST(BodyPublishers.ofString(QUERY))),
                415,
                "Send the body with Content-Type: application/json");
    }

    @Test
    void a_compressed_body_is_refused_with_415() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(QUERY.getBytes(UTF_8));
        }
        assertRefused(
                send(request()
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))),
                415,
                "Send the body without a Content-Encoding");
    }

    @Test
    void a_stranger_may_send_64_kib_and_no_byte_more() throws Exception {
        assertThat(post(padded(64 * 1024)).statusCode()).isEqualTo(200);
        assertRefused(post(padded(64 * 1024 + 1)), 413, "A request may have at most 65536 bytes");
    }

    @Test
    void a_body_that_does_not_say_its_length_may_be_no_longer() throws Exception {
        assertThat(send(request().POST(chunked(padded(64 * 1024)))).statusCode())
                .isEqualTo(200);
        assertRefused(
                send(request().POST(chunked(padded(64 * 1024 + 1)))), 413, "A request may have at most 65536 bytes");
    }

    @Test
    void a_caller_with_a_token_sends_at_most_1_mib() throws Exception {
        var ada = shop.newCustomer();
        assertThat(send(authorized(ada).POST(BodyPublishers.ofString(padded(1024 * 1024))))
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                send(authorized(ada).POST(BodyPublishers.ofString(padded(1024 * 1024 + 1)))),
                413,
                "A request may have at most 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /graphql, application/json",
        "POST, /graphiql, application/json",
        "PUT, /anything, application/x-www-form-urlencoded",
        "POST, /anything, application/x-www-form-urlencoded",
        "POST, /operations, multipart/form-data; boundary=x",
        "POST, /actuator/health, text/plain",
        "DELETE, /error, text/plain"
    })
    void a_body_is_bounded_wherever_it_is_sent_to(String method, String path, String type) throws Exception {
        assertRefused(
                send(HttpRequest.newBuilder(address(path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(padded(64 * 1024 + 1)))),
                413,
                "A request may have at most 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forty_megabytes_are_refused_without_being_kept(boolean sayingTheLength) throws Exception {
        var piece = "{},".repeat(1000).getBytes(UTF_8);
        var start = "{\"query\":\"{a}\",\"variables\":{\"a\":[".getBytes(UTF_8);
        long pieces = 40_000_000 / piece.length;
        post(QUERY);
        long before = allocated();
        try (var socket = new Socket("localhost", address("/").getPort())) {
            var out = socket.getOutputStream();
            var head =
                    "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + (sayingTheLength
                                    ? "Content-Length: %d\r\n\r\n".formatted(start.length + pieces * piece.length)
                                    : "Transfer-Encoding: chunked\r\n\r\n");
            out.write(head.getBytes(UTF_8));
            write(out, start, sayingTheLength);
            for (long i = 0; i < pieces; i++) {
                write(out, piece, sayingTheLength);
            }
            if (!sayingTheLength) {
                out.write("0\r\n\r\n".getBytes(UTF_8));
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("A request may have at most 65536 bytes");
        }
        assertThat(allocated() - before).isLessThan(20_000_000);
    }

    @Test
    void mistakes_of_a_client_are_not_logged() throws Exception {
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = log.getLevel();
        log.setLevel(Level.INFO);
        log.addAppender(heard);
        try {
            for (var body : new String[] {
                "my-secret",
                "null",
                "[]",
                "{\"query\":0}",
                "{\"query\":\"my-secret\"}",
                "{\"query\":\"{ my_secret }\"}",
                "{\"query\":\"{ node(id: true) { id } }\"}",
                "{\"query\":\"query ($x: ID!) { node(id: $x) { id } }\",\"variables\":{\"x\":{\"my-secret\":1}}}",
                "{\"query\":\"query ($x: Boolean = true) { me @skip(if: $x) { id } }\",\"variables\":{\"x\":null}}",
                "{\"query\":\"subscription { stockChanged @skip(if: true) { id } }\"}",
                "{\"query\":\"{ me { id } }\",\"operationName\":\"my-secret\"}",
                "{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"my-secret\"}}}",
                padded(64 * 1024 + 1)
            }) {
                post(body);
                send(request().header("Accept", "text/event-stream").POST(BodyPublishers.ofString(body)));
            }
            for (var method : new String[] {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "MY_SECRET"}) {
                send(request().method(method, BodyPublishers.noBody()));
            }
            for (var path : new String[] {"/graphql/my-secret", "/my-secret", "/graphql;my=secret", "/error"}) {
                send(HttpRequest.newBuilder(address(path)).POST(BodyPublishers.ofString("my-secret")));
            }
            send(HttpRequest.newBuilder(address("/graphql")).POST(BodyPublishers.ofString("my-secret")));
            send(request().header("Accept", "my-secret").POST(BodyPublishers.ofString(QUERY)));
            send(request().header("Authorization", "Bearer my-secret").POST(BodyPublishers.ofString(QUERY)));
        } finally {
            log.detachAppender(heard);
            log.setLevel(level);
        }
        assertThat(heard.list)
                .filteredOn(event -> event.getThreadName().startsWith("tomcat-handler-"))
                .isEmpty();
    }

    private static void write(OutputStream out, byte[] piece, boolean plain) throws IOException {
        if (plain) {
            out.write(piece);
        } else {
            out.write("%x\r\n".formatted(piece.length).getBytes(UTF_8));
            out.write(piece);
            out.write("\r\n".getBytes(UTF_8));
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(address("/graphql")).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder authorized(Client client) {
        return request().header("Authorization", "Bearer " + client.accessToken());
    }

    private URI address(String path) {
        return URI.create(shop.anonymous().address() + path);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request().POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> postTo(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUERY)));
    }

    private JsonNode ask(String body) throws IOException, InterruptedException {
        return JSON.readTree(post(body).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String padded(int bytes) {
        return QUERY + " ".repeat(bytes - QUERY.length());
    }

    private static BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    private static void assertRefused(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JSON.readTree(response.body())).isEqualTo(JSON.valueToTree(Map.of("errors", new Object[] {
            Map.of("message", message, "extensions", Map.of("code", "BAD_REQUEST"))
        })));
    }
}
