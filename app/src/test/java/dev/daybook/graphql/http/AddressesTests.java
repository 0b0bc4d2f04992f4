package dev.daybook.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The addresses of the shop, as somebody types them into a browser. */
@ShopTest
class AddressesTests {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @Autowired
    Shop shop;

    @ParameterizedTest
    @CsvSource({"/, /", "/graphiql/, /graphiql", "/graphiql, /graphiql", "/operations/, /operations"})
    void an_address_leads_to_its_page(String typed, String page) throws Exception {
        var answer = visit(typed);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri().getPath()).isEqualTo(page);
        assertThat(answer.body()).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/nowhere", "/graphiql/nowhere", "/operations/nowhere.js", "/graphql/nowhere"})
    void an_address_where_nothing_is_says_so_in_the_form_of_the_shop(String path) throws Exception {
        var answer = visit(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                {"errors":[{"message":"Not Found","extensions":{"code":"BAD_REQUEST"}}]}"""));
    }

    @Test
    void a_path_that_is_no_path_is_refused_in_the_same_form() throws Exception {
        var answer = visit("/operations;a=b");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\":\"Bad Request\"");
    }

    private HttpResponse<String> visit(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(shop.anonymous().address() + path))
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .build(),
                BodyHandlers.ofString());
    }
}
