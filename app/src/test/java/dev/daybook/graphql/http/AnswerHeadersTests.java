package dev.daybook.graphql.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Headers of answers, pages and files: how long they are kept, how they are compressed, and what a page may do. */
@ShopTest
class AnswerHeadersTests {
    private static final String SCHEMA =
            "{\"query\":\"{ __schema { types { name description fields { name description } } } }\"}";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @Autowired
    Shop shop;

    @Autowired
    LiveLog liveLog;

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/graphql-response+json"})
    void answers_of_both_types_are_compressed(String type) throws Exception {
        var plain = post(SCHEMA, "Accept", type);
        var compressed = http.send(
                request()
                        .headers("Accept", type, "Accept-Encoding", "gzip")
                        .POST(BodyPublishers.ofString(SCHEMA))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(header(compressed, "Content-Type")).isEqualTo(type);
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.body().length).isLessThan(plain.body().length() / 3);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), UTF_8)).isEqualTo(plain.body());
        }
    }

    /** The stream stays open: what waited in a buffer for its end would never come. */
    @Test
    @Timeout(30)
    void the_events_of_a_compressed_stream_come_while_it_is_open() throws Exception {
        var product = shop.newProduct(5);
        var answer = http.send(
                request()
                        .headers("Accept", "text/event-stream", "Accept-Encoding", "gzip")
                        .POST(BodyPublishers.ofString(
                                "{\"query\":\"subscription { stockChanged(productIds: [\\\"%s\\\"]) { stock { available } } }\"}"
                                        .formatted(product)))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        await().until(() -> liveLog.listeners() == 1);
        try (var body = new GZIPInputStream(answer.body())) {
            for (int available = 6; available < 9; available++) {
                shop.catalog().adjust(product, 1, "more");
                assertThat(nextData(body))
                        .isEqualTo("{\"data\":{\"stockChanged\":{\"stock\":{\"available\":%d}}}}", available);
            }
        }
    }

    /** Reads byte by byte: a reader of characters would wait until its buffer is full. */
    private static String nextData(InputStream events) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var next = events.read();
            if (next != '\n') {
                line.write(next);
            } else if (line.toString(UTF_8).startsWith("data:{")) {
                return line.toString(UTF_8).substring("data:".length());
            } else {
                line.reset();
            }
        }
    }

    @Test
    void files_with_a_version_in_their_name_are_kept_for_ever() throws Exception {
        var vendored = Pattern.compile("graphiql/vendor/[^\"]+")
                .matcher(get("/graphiql").body())
                .results()
                .map(found -> "/" + found.group())
                .toList();
        assertThat(vendored).hasSize(4);
        for (var file : vendored) {
            var answer = get(file);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/graphiql/page.js", "/operations/page.css", "/session/bar.js", "/graphiql/vendor/react.LICENSE"
            })
    void other_files_are_asked_for_again_and_not_sent_when_they_are_the_same(String file) throws Exception {
        var answer = get(file);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.headers().firstValue("Last-Modified")).isEmpty();
        var again = get(file, "If-None-Match", header(answer, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/graphiql, true",
        "/operations, true",
        "/graphiql/page.js, false",
        "/actuator/health, false",
        "/nowhere, false"
    })
    void only_pages_say_what_a_page_may_do(String path, boolean page) throws Exception {
        var answer = get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").isPresent())
                .isEqualTo(page);
        assertThat(answer.headers().firstValue("Permissions-Policy").isPresent())
                .isEqualTo(page);
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void answers_are_kept_by_nobody() throws Exception {
        var answer = post("{\"query\":\"{ apiInfo { name } }\"}");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isEmpty();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(shop.anonymous().address() + path));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        var request = request().POST(BodyPublishers.ofString(body));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(shop.anonymous().address() + "/graphql"))
                .header("Content-Type", "application/json");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
