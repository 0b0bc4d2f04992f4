package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;

/** A page at an address that the shop of the tests lets in. */
@ShopTest
class ForeignPagesTests {
    private static final String PAGE = "http://page.example";

    static {
        // The JDK's client sends no Origin of our choice otherwise.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,access-control-request-method");
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    Shop shop;

    @Test
    void a_browser_that_asks_first_is_told_that_it_may_send_a_token() throws Exception {
        var answer = send(
                "OPTIONS",
                "/graphql",
                "",
                Map.of(
                        "Origin",
                        PAGE,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(answer, "Access-Control-Allow-Headers")).contains("authorization", "content-type");
    }

    @ParameterizedTest(name = "{0} {1} with {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            POST | /graphql | {"query":"{ apiInfo { name } }"} |            | 200
            POST | /graphql | {"query":"{ apiInfo { name } }"} | Bearer old | 401
            POST | /graphql | {                                |            | 400
            POST | /graphql | {"query":"…"}                    |            | 413
            GET  | /graphql |                                  |            | 405
            GET  | /actuator/health |                          |            | 200
            GET  | /nowhere |                                  |            | 404
            """)
    void the_page_may_read_every_answer(String method, String path, String body, String token, int status)
            throws Exception {
        var answer = send(
                method,
                path,
                body == null ? "" : body.replace("…", "x".repeat(100_000)),
                token == null ? Map.of("Origin", PAGE) : Map.of("Origin", PAGE, "Authorization", token));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("WWW-Authenticate", "Retry-After");
    }

    @Test
    void a_page_of_another_origin_may_read_nothing() throws Exception {
        var answer = send(
                "POST", "/graphql", "{\"query\":\"{ apiInfo { name } }\"}", Map.of("Origin", "http://evil.example"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.body()).isEqualTo("""
                {"errors":[{"message":"Pages of this origin are not let in","extensions":{"code":"FORBIDDEN"}}]}""");
    }

    @Test
    void cors_settings_that_a_browser_refuses_stop_the_start() {
        var settings = new GraphQlCorsProperties();
        settings.setAllowedOrigins(List.of("*"));
        settings.setAllowCredentials(true);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new CorsPolicy(settings))
                .satisfies(refusal -> assertThat(refusal.getName()).isEqualTo("spring.graphql.cors.allow-credentials"));
    }

    private HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(shop.anonymous().address() + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(",", answer.headers().allValues(name));
    }
}
