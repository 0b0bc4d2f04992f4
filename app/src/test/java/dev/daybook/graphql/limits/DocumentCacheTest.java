package dev.daybook.graphql.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentCacheTest {

    private static final String CATEGORY = "query($slug: String) { category(slug: $slug) { id } }";

    private final LimitedSchema shop = new LimitedSchema(OperationLimits.MAX_COST, 100);

    @Test
    void a_known_document_is_not_validated_again() {
        shop.ask(CATEGORY, Map.of("slug", "books"));
        shop.ask(CATEGORY, Map.of("slug", "garden"));
        assertThat(shop.validations()).isOne();
    }

    @Test
    void a_known_document_is_weighed_again_with_its_new_variables() {
        String orders =
                "query($n: Int) { orders(first: $n) { nodes { user { orders(first: $n) { nodes { id } } } } } }";
        var shop = new LimitedSchema();
        assertThat(shop.ask(orders, Map.of("n", 1)).getErrors()).isEmpty();
        assertThat(shop.ask(orders, Map.of("n", 100)).getErrors()).isNotEmpty();
        assertThat(shop.validations()).isOne();
    }

    @Test
    void a_document_with_errors_is_not_kept() {
        shop.ask("{ nothing }");
        shop.ask("{ nothing }");
        assertThat(shop.validations()).isEqualTo(2);
    }

    @Test
    void a_document_longer_than_the_cache_is_answered_and_not_kept() {
        String padded = CATEGORY + " ".repeat(100);
        assertThat(shop.ask(padded).getErrors()).isEmpty();
        shop.ask(padded);
        assertThat(shop.validations()).isEqualTo(2);
    }
}
