package dev.daybook.graphql.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.RawSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the rate of operations by cost on nodes that allow little, and all of it once a day. */
@FourthLane
class CostRateTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Costs some 6,000. */
    private static final String EXPENSIVE =
            "{ products(first: 100) { nodes { category { products(first: 58) { nodes { name } } } } } }";

    private static final String CHEAP = "{ apiInfo { name } }";

    @Test
    void a_user_who_has_asked_for_too_much_is_refused_wherever_they_ask_and_others_are_not() throws Exception {
        try (var node = Node.ofNewShop("--daybook.rate.per-caller=20000", "--daybook.rate.per=1d")) {
            var shop = node.shop();
            for (var user : List.of(shop.newCustomer(), shop.staff(), shop.admin())) {
                for (int i = 0; i < 3; i++) {
                    assertThat(ask(user, EXPENSIVE).statusCode()).isEqualTo(200);
                }
                assertRefused(ask(user, EXPENSIVE), "This user");
                assertThat(ask(user, CHEAP).statusCode())
                        .as("what is left is enough for it")
                        .isEqualTo(200);
                try (var socket = RawSocket.ready(user)) {
                    socket.subscribe("1", EXPENSIVE);
                    assertThat(socket.nextInShort()).isEqualTo("1 error RATE_LIMITED");
                }
            }
            assertThat(ask(shop.newCustomer(), EXPENSIVE).statusCode()).isEqualTo(200);
            assertThat(ask(node.anonymous(), EXPENSIVE).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CHEAP, "{", "{ nothing }", "{ users { nodes { id } } }"})
    void an_address_pays_for_each_of_its_requests_even_when_it_is_refused(String document) throws Exception {
        try (var node = Node.ofNewShop("--daybook.rate.per-address=20000", "--daybook.rate.per=1d")) {
            var stranger = node.anonymous();
            int answered = 0;
            while (ask(stranger, document).statusCode() == 200) {
                answered++;
                assertThat(answered).isLessThan(201);
            }
            assertThat(answered).isBetween(150, 200);
            assertRefused(ask(stranger, document), "This address");
            assertRefused(ask(node.shop().admin(), document), "This address");
            try (var socket = RawSocket.ready(stranger)) {
                socket.subscribe("1", document);
                assertThat(socket.nextInShort()).isEqualTo("1 error RATE_LIMITED");
            }
        }
    }

    private static void assertRefused(HttpResponse<String> refusal, String who) {
        assertThat(refusal.statusCode()).isEqualTo(429);
        JsonNode error = JSON.readTree(refusal.body()).at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("RATE_LIMITED");
        int wait = error.at("/extensions/retryAfterSeconds").asInt();
        assertThat(wait).isBetween(1, 86_400);
        assertThat(refusal.headers().firstValue("Retry-After")).contains(Integer.toString(wait));
        assertThat(error.at("/message").asString())
                .isEqualTo(
                        "%s has asked for too much within a short time. Try again in %d seconds".formatted(who, wait));
    }

    private static HttpResponse<String> ask(Client client, String document) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(client.address() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.createObjectNode().put("query", document).toString()));
        if (client.accessToken() != null) {
            request.header("Authorization", "Bearer " + client.accessToken());
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
