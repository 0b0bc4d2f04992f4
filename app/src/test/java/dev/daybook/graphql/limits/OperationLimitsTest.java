package dev.daybook.graphql.limits;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.introspection.IntrospectionQueryBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationLimitsTest {

    private final LimitedSchema shop = new LimitedSchema();

    @Test
    void twenty_orders_with_their_users_lines_products_and_categories_pass() {
        assertThat(shop.ask("""
                query($first: Int = 20) {
                  orders(first: $first) {
                    edges { cursor node {
                      id number total { amount currencyCode }
                      user { id username }
                      lines { quantity unitPrice { amount } product { id name price { amount } category { id name } } }
                    } }
                    pageInfo { hasNextPage endCursor }
                    totalCount
                  }
                }
                """, Map.of("first", 20)).getErrors()).isEmpty();
    }

    @Test
    void nested_fragments_that_ask_for_a_hundred_thousand_objects_in_900_bytes_are_refused() {
        String attack = "{ category { ...f0 } }"
                + IntStream.range(0, 5)
                        .mapToObj(level -> "fragment f%d on Category { %s }"
                                .formatted(
                                        level,
                                        IntStream.range(0, 10)
                                                .mapToObj(i -> "a%d:parent{...f%d}".formatted(i, level + 1))
                                                .collect(joining(" "))))
                        .collect(joining(" "))
                + " fragment f5 on Category { id name }";
        assertThat(attack).hasSizeBetween(850, 1_300);
        assertRefused(shop.ask(attack), "with its fragments written out, not 422222.");
    }

    @Test
    void more_than_500_fields_are_refused() {
        String fields = IntStream.range(0, 250)
                .mapToObj(i -> "a%d:category{id}".formatted(i))
                .collect(joining(" "));
        assertThat(shop.ask("{" + fields + "}").getErrors()).isEmpty();
        assertRefused(
                shop.ask("{" + fields + " category{id}}"),
                "An operation may have at most 500 fields, not 501 or more.");
    }

    @Test
    void ten_levels_pass_and_eleven_are_refused() {
        assertThat(shop.ask(levels(10)).getErrors()).isEmpty();
        assertRefused(shop.ask(levels(11)), "An operation may be at most 10 levels deep, not 11.");
        assertRefused(shop.ask(levels(100)), "not 100.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ category { id name } } | 1",
                "{ category { a: id b: name } } | 3",
                "{ category { __typename children { id } } } | 11",
                "{ orders { nodes { id } } } | 21",
                "{ orders(first: 5) { nodes { id } pageInfo { endCursor } } } | 7",
                "{ orders(last: 5) { edges { node { id } } } } | 11",
                "{ orders(first: 5, last: 7) { nodes { id } } } | 8",
                "{ orders(first: null) { nodes { id } } } | 21",
                "{ orders(first: 1000) { nodes { id } } } | 101",
                "{ orders(first: -1) { nodes { id } } } | 1",
                "{ orders(first: 5) { nodes { lines { quantity product { id } } } } } | 106",
                "{ orders(first: 5) { nodes { user { orders(first: 4) { nodes { id } } } } } } | 36",
                "{ topSpenders { username } } | 110",
                "{ topSpenders(first: 3) { username } } | 103",
                "{ nodes(ids: [1, 2, 3]) { id ... on Order { lines { quantity } user { id } } } } | 36",
                "{ nodes(ids: 1) { id } } | 1",
                "{ __schema { queryType { name } } } | 1000",
                "{ __schema { types { name fields { name args { name type { name ofType { name } } } } } } } | 1000",
                "{ __type(name: \"Order\") { name } orders { nodes { id } } } | 121",
                "{ __type(name: \"Order\") { a: name } } | 1100",
                "{ category @skip(if: true) { id } orders @include(if: false) { totalCount } __typename } | 0",
                "mutation { placeOrder(lines: [1, 2]) { lines { product { id } } } } | 21",
                "mutation { logIn { __typename } } | 1001",
                "mutation { logIn { user { id } session { accessToken } } } | 1003",
                "mutation { registerUser { user { id } } } | 1002",
                "mutation { changePassword { user { id } } eraseUser { user { id } } } | 2004",
                "mutation { createUsers { user { id } } } | 2",
            })
    void an_operation_costs_one_for_each_object_it_may_load(String query, long cost) {
        assertCosts(query, cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ posts(first: 5) { nodes { title } } } | 6",
                "{ posts(first: 5) { nodes { title content } } } | 106",
                "{ posts(first: 5) { nodes { a: content b: content } } } | 216",
                "{ node(id: 1) { id ... on Post { content } } } | 21",
                "{ nodes(ids: [1, 2, 3]) { ... on Post { content } ... on Category { name } } } | 63",
                "{ posts(first: 5) { nodes { tags { name } } } } | 106",
                "{ tags { name } } | 100",
                "{ tags { posts(first: 2) { nodes { title } } } } | 400",
            })
    void a_long_text_and_a_long_list_cost_more(String query, long cost) {
        assertCosts(query, cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ events(first: 5) { nodes { type actor { label user { username } } } } } | 16",
                "{ events(first: 5) { nodes { type payload } } } | 106",
                "{ events { totalCount nodes { type } } } | 121",
                "{ projections { name } } | 20",
                "{ projections { name rowCount lastRebuild { progress } lastVerification { progress } } } | 160",
                "{ projections { lastVerification { mismatches { key } } } } | 1040",
                "{ systemHealth { status eventStore { headPosition } subscribers { name } } } | 12",
                "{ systemHealth { eventStore { eventCount } } } | 102",
            })
    void counts_for_operators_cost_more(String query, long cost) {
        assertCosts(query, cost);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription { domainEvents { type payload actor { label user { username } } } }",
                "subscription { projectionRunProgress { progress mismatches { key live } } }",
            })
    void a_subscription_to_all_fields_is_within_the_limit(String query) {
        assertThat(shop.ask(query).getErrors())
                .noneMatch(error -> Map.of("code", "QUERY_TOO_COMPLEX").equals(error.getExtensions()));
    }

    @Test
    void a_hundred_contents_are_not_repeated_a_hundred_times() {
        String page = "a%d:posts(first:100){nodes{content}}";
        String attack = "{" + IntStream.range(0, 99).mapToObj(page::formatted).collect(joining(" ")) + "}";
        assertThat(attack).hasSizeLessThan(4_000);
        assertRefused(shop.ask(attack), "may cost at most 10000, not 207999.");
        assertThat(shop.ask("{" + page.formatted(0) + "}").getErrors()).isEmpty();
    }

    @Test
    void every_tag_with_its_posts_and_all_that_they_say_is_refused() {
        assertRefused(shop.ask("{ tags { posts(first: 47) { nodes { content } } } }"), "not 98900.");
    }

    @Test
    void five_users_can_be_registered_at_once_and_six_cannot() {
        assertThat(shop.ask(registrations(5)).getErrors()).isEmpty();
        assertRefused(shop.ask(registrations(6)), "An operation may have at most 5 mutations, not 6.");
    }

    @Test
    void mutations_are_counted_wherever_they_stand_and_only_where_they_are_carried_out() {
        var inFragments =
                "%s ...m } fragment m on Mutation { d: registerUser{__typename} ... { e: registerUser{__typename} %s } }";
        var three =
                "mutation { __typename a: registerUser{__typename} b: registerUser{__typename} c: registerUser{__typename}";
        assertThat(shop.ask(inFragments.formatted(three, "f: registerUser @skip(if: true) {__typename}"))
                        .getErrors())
                .isEmpty();
        assertThat(shop.ask(inFragments.formatted(three, "a: registerUser{__typename}"))
                        .getErrors())
                .isEmpty();
        assertRefused(
                shop.ask(inFragments.formatted(three, "f: registerUser{__typename}")),
                "An operation may have at most 5 mutations, not 6.");
    }

    @Test
    void one_log_in_passes() {
        assertThat(shop.ask("mutation { logIn(login: \"ada\") { session { accessToken } } }")
                        .getErrors())
                .isEmpty();
        assertThat(shop.ask("mutation { ...f logIn { user { id } } } fragment f on Mutation { logIn { user { id } } }")
                        .getErrors())
                .as("the same field twice is one")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { a: logIn(login: \"ada\") { user { id } } b: logIn(login: \"ada\") { user { id } } }",
                "mutation { logIn { user { id } } again: logIn { user { id } } }",
                "mutation { ...f logIn { user { id } } } fragment f on Mutation { again: logIn { user { id } } }",
                "mutation { ... { a: logIn { user { id } } } ... on Mutation { b: logIn { user { id } } } }",
            })
    void a_second_log_in_is_refused_under_whatever_name(String query) {
        assertRefused(shop.ask(query), "An operation may log in at most once, not 2 times.");
    }

    @Test
    void a_log_in_that_is_skipped_is_none() {
        assertThat(shop.ask("mutation { logIn { user { id } } b: logIn @skip(if: true) { user { id } } }")
                        .getErrors())
                .isEmpty();
    }

    @Test
    void variables_count_as_what_they_are_worth() {
        String orders =
                "query($n: Int) { orders(first: $n) { nodes { user { orders(first: $n) { nodes { id } } } } } }";
        assertThat(shop.ask(orders, Map.of("n", 90)).getErrors()).isEmpty();
        assertRefused(shop.ask(orders, Map.of("n", 100)), "may cost at most 10000, not 10301.");
        String nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
        assertThat(shop.ask(nodes, Map.of("ids", List.of("a", "b"))).getErrors())
                .isEmpty();
        assertRefused(shop.ask(nodes, Map.of("ids", Collections.nCopies(10_001, "a"))), "not 10001.");
    }

    @Test
    void pages_within_pages_within_pages_are_refused() {
        assertRefused(
                shop.ask(
                        "{orders(first:100){nodes{user{orders(first:100){nodes{user{orders(first:100){nodes{id}}}}}}}}}"),
                "not 1030301.");
    }

    @Test
    void the_introspection_that_graphiql_sends_passes() {
        var everything = IntrospectionQueryBuilder.Options.defaultOptions()
                .descriptions(true)
                .specifiedByUrl(true)
                .isOneOf(true)
                .directiveIsRepeatable(true)
                .schemaDescription(true)
                .inputValueDeprecation(true)
                .typeRefFragmentDepth(9);
        var result = shop.ask(IntrospectionQueryBuilder.build(everything));
        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Map<String, Object>>getData()).containsKey("__schema");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
                "{ __schema { types { name } } again: __schema { types { name } } }",
                "{ __type(name: \"Order\") { fields { type { ofType { fields { name } } } } } }",
            })
    void introspection_in_circles_is_refused(String query) {
        assertRefused(shop.ask(query), "Introspection must not go in circles");
    }

    @Test
    void introspection_that_repeats_itself_under_other_names_is_refused() {
        String names =
                IntStream.range(0, 300).mapToObj("a%d:description"::formatted).collect(joining(" "));
        assertRefused(shop.ask("{ __schema { types { fields { " + names + " } } } }"), "not 301000.");
    }

    @Test
    void fields_beside_an_introspection_are_limited_too() {
        assertRefused(shop.ask(levels(11).replaceFirst("\\{", "{ __schema { queryType { name } } ")), "10 levels deep");
    }

    private static void assertCosts(String query, long cost) {
        assertThat(new LimitedSchema(cost, 0).ask(query).getErrors()).isEmpty();
        assertRefused(
                new LimitedSchema(cost - 1, 0).ask(query),
                "An operation may cost at most %d, not %d.".formatted(cost - 1, cost));
    }

    private static void assertRefused(ExecutionResult result, String message) {
        assertThat(result.isDataPresent()).isFalse();
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage()).contains(message);
            assertThat(error.getExtensions()).isEqualTo(Map.of("code", "QUERY_TOO_COMPLEX"));
        });
    }

    private static String registrations(int count) {
        return "mutation {"
                + IntStream.range(0, count)
                        .mapToObj("r%d:registerUser{__typename} "::formatted)
                        .collect(joining())
                + "}";
    }

    private static String levels(int depth) {
        return "{ category " + "{ parent ".repeat(depth - 2) + "{ id }" + " }".repeat(depth - 1);
    }
}
