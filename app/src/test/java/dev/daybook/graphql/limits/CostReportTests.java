package dev.daybook.graphql.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operation costs, told to a client that asks. */
@ShopTest
class CostReportTests {
    private static final String PRODUCTS =
            "query ($first: Int!) { products(first: $first) { nodes { stock { available } } } }";

    @Autowired
    Shop shop;

    @Test
    void the_cost_of_an_operation_is_reported_beside_its_data() {
        var answer = RawAnswer.ask(shop.anonymous(), PRODUCTS, Map.of("first", 10), "GraphQL-Cost", "report");
        assertThat(answer.body().at("/data/products/nodes").isArray()).isTrue();
        assertThat(answer.body().at("/extensions/cost")).isEqualTo(cost(21, 10_000));
    }

    @Test
    void so_is_that_of_an_operation_that_costs_too_much() {
        var answer = RawAnswer.ask(
                shop.anonymous(),
                "{ products(first: 100) { nodes { priceHistory(first: 100) { nodes { actor { label } } } } } }",
                Map.of(),
                "GraphQL-Cost",
                "report");
        assertThat(answer.codes()).containsExactly("QUERY_TOO_COMPLEX");
        assertThat(answer.body().at("/extensions/cost")).isEqualTo(cost(20_201, 10_000));
    }

    @Test
    void nobody_is_told_who_did_not_ask() {
        assertThat(RawAnswer.ask(shop.anonymous(), PRODUCTS, Map.of("first", 10))
                        .body()
                        .has("extensions"))
                .isFalse();
    }

    @Test
    void a_document_that_is_not_valid_has_no_cost() {
        var answer = RawAnswer.ask(shop.anonymous(), "{ nonsense }", Map.of(), "GraphQL-Cost", "report");
        assertThat(answer.codes()).containsExactly("BAD_REQUEST");
        assertThat(answer.body().has("extensions")).isFalse();
    }

    private static JsonNode cost(long requested, long maximum) {
        return JsonMapper.shared().readTree("{\"requested\":%d,\"maximum\":%d}".formatted(requested, maximum));
    }
}
