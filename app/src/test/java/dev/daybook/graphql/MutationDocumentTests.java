package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A document of several mutations: what is refused as a whole, and what is not. */
@ShopTest
class MutationDocumentTests {
    private static final String ADJUST = """
            adjustStock(input: {productId: $product, delta: 1, reason: "found", idempotencyKey: "k"}) {
              userErrors { code } }""";

    @Autowired
    Shop shop;

    @Test
    void a_role_that_is_missing_refuses_the_whole_document_before_its_first_field() {
        var product = shop.newProduct(5);
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var document = """
                mutation ($post: ID!, $product: ID!) {
                  seen: recordPostView(input: {postId: $post}) { userErrors { code } }
                  ...more }
                fragment more on Mutation { stock: %s }""".formatted(ADJUST);
        assertRefused(ada, document, Map.of("post", post, "product", product), "FORBIDDEN", "[\"stock\"]");
        assertRefused(
                shop.anonymous(), document, Map.of("post", post, "product", product), "UNAUTHENTICATED", "[\"stock\"]");
        assertThat(viewsOf(post)).isZero();
        assertThat(shop.availableOf(product)).isEqualTo(5);
    }

    @Test
    void a_role_that_only_the_answer_needs_refuses_it_too() {
        var product = shop.newProduct(5);
        assertRefused(
                shop.newCustomer(),
                """
                mutation ($product: ID!) {
                  placeOrder(input: {lines: [{productId: $product, quantity: 1}], idempotencyKey: "k"}) {
                    order { lines { product { stock { onHand } } } } } }""",
                Map.of("product", product),
                "FORBIDDEN",
                "[\"placeOrder\",\"order\",\"lines\",\"product\",\"stock\",\"onHand\"]");
        assertThat(shop.availableOf(product)).isEqualTo(5);
    }

    @Test
    void a_field_that_is_skipped_needs_no_role() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var answer = RawAnswer.ask(
                ada,
                """
                mutation ($post: ID!, $product: ID!) {
                  recordPostView(input: {postId: $post}) { userErrors { code } }
                  %s }""".formatted(ADJUST.replace(") {", ") @skip(if: true) {")),
                Map.of("post", post, "product", shop.newProduct(5)));
        assertThat(answer.messages()).isEmpty();
        assertThat(viewsOf(post)).isOne();
    }

    @Test
    void mutations_after_a_log_in_run_for_its_user_and_end_with_the_first_failure() {
        var product = shop.newProduct(5);
        var name = shop.unique("grace");
        shop.newCustomer(name);
        var post = shop.staff().newPost(shop.unique("Post"));
        var view = "%s: recordPostView(input: {postId: $post}) { userErrors { code } }";
        var document = """
                mutation ($login: String!, $password: String!, $product: ID!, $post: ID!) {
                  logIn(input: {login: $login, password: $password}) { session { accessToken } }
                  %s %s %s }""".formatted(view.formatted("before"), ADJUST, view.formatted("behind"));
        var answer = RawAnswer.ask(
                shop.anonymous(),
                document,
                Map.of("login", name, "password", Shop.PASSWORD, "product", product, "post", post));
        assertThat(answer.codes()).containsExactly("FORBIDDEN");
        assertThat(answer.body().at("/errors/0/path").toString()).isEqualTo("[\"adjustStock\"]");
        assertThat(answer.body().get("data").isNull()).isTrue();
        assertThat(viewsOf(post)).isOne();
        assertThat(shop.availableOf(product)).isEqualTo(5);
    }

    @Test
    void six_mutations_are_refused_and_none_is_carried_out() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var answer = RawAnswer.ask(ada, """
                mutation ($post: ID!) { ...three d: recordPostView(input: {postId: $post}) { userErrors { code } }
                  e: recordPostView(input: {postId: $post}) { userErrors { code } }
                  f: recordPostView(input: {postId: $post}) { userErrors { code } } }
                fragment three on Mutation { a: recordPostView(input: {postId: $post}) { userErrors { code } }
                  b: recordPostView(input: {postId: $post}) { userErrors { code } }
                  c: recordPostView(input: {postId: $post}) { userErrors { code } } }""", Map.of("post", post));
        assertThat(answer.codes()).containsExactly("QUERY_TOO_COMPLEX");
        assertThat(answer.messages()).containsExactly("An operation may have at most 5 mutations, not 6.");
        assertThat(viewsOf(post)).isZero();
    }

    private void assertRefused(Client client, String document, Map<String, ?> variables, String code, String path) {
        var answer = RawAnswer.ask(client, document, variables);
        assertThat(answer.codes()).as(answer.body().toString()).containsExactly(code);
        assertThat(answer.body().at("/errors/0/path").toString()).isEqualTo(path);
        assertThat(answer.body().has("data")).isFalse();
    }

    private int viewsOf(String post) {
        return shop.anonymous()
                .run("query ($id: ID!) { post(by: {id: $id}) { viewCount } }", Map.of("id", post))
                .path("post.viewCount")
                .entity(Integer.class)
                .get();
    }
}
