package dev.daybook.graphql.limits;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** A request beyond each limit of a query, and its refusal, over HTTP. */
@ShopTest
class LimitDocumentsTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SMALL = "{\"query\":\"{ apiInfo { name } }\"}";

    @Autowired
    Shop shop;

    /** A request beyond a limit, with the status and the code that it is refused with. */
    private record Beyond(String limit, boolean signedIn, String body, int status, String code) {
        static Beyond http(String limit, String body, int status) {
            return new Beyond(limit, false, body, status, "BAD_REQUEST");
        }

        static Beyond document(String limit, String document) {
            return new Beyond(
                    limit, false, JSON.writeValueAsString(Map.of("query", document)), 200, "QUERY_TOO_COMPLEX");
        }

        static Beyond argument(String limit, String document, Object variable) {
            var body = JSON.writeValueAsString(Map.of("query", document, "variables", Map.of("v", variable)));
            return new Beyond(limit, true, body, 200, "BAD_REQUEST");
        }

        @Override
        public String toString() {
            return limit;
        }
    }

    static Stream<Beyond> requests() {
        return Stream.of(
                Beyond.http("bytes of a body without a token: 65,536", SMALL + " ".repeat(65_536), 413),
                new Beyond(
                        "bytes of a body with a token: 1 MiB", true, SMALL + " ".repeat(1_048_576), 413, "BAD_REQUEST"),
                Beyond.http("requests of a body: 1", "[%s,%1$s]".formatted(SMALL), 400),
                Beyond.http("levels of JSON: 32", variables("[".repeat(31) + "]".repeat(31)), 400),
                Beyond.http("levels of JSON, as deep as a body holds", variables("[".repeat(32_000)), 400),
                Beyond.http("tokens of JSON: 10,000", variables("[%s0]".formatted("0,".repeat(10_000))), 400),
                Beyond.http(
                        "characters of a name in JSON: 100", variables("{\"%s\":1}".formatted("a".repeat(101))), 400),
                Beyond.http("characters of a number in JSON: 64", variables("9".repeat(65)), 400),
                Beyond.http(
                        "characters of a number in JSON, as long as a body holds", variables("9".repeat(64_000)), 400),
                Beyond.document("characters: 16,384", "{ apiInfo { name } }" + " ".repeat(16_384)),
                Beyond.document("tokens: 2,000", "{ apiInfo { " + "name ".repeat(2_000) + "} }"),
                Beyond.document(
                        "tokens, of directives", "{ apiInfo " + "@include(if: true) ".repeat(800) + "{ name } }"),
                Beyond.document("tokens, of directives that do not exist", "query " + "@a".repeat(8_000) + "{ id }"),
                Beyond.document("grammar rules within each other: 500", "{ apiInfo " + "{ a ".repeat(900)),
                Beyond.document("fragments: 20", fragments(21, _ -> "name")),
                Beyond.document(
                        "selections, written out: 2,000", fragments(20, i -> "...f%d ...f%1$d".formatted(i + 1))),
                Beyond.document("characters of a name: 100", "{ %s: apiInfo { name } }".formatted("a".repeat(101))),
                Beyond.document(
                        "digits of a number: 64", "{ products(first: %s) { nodes { id } } }".formatted("9".repeat(65))),
                Beyond.document(
                        "digits of a number, as long as a document holds",
                        "{ a(b: %s) }".formatted("9".repeat(16_000))),
                Beyond.document("digits of an exponent: 3", "{ products(first: 1e1000) { nodes { id } } }"),
                Beyond.document("fields: 500, of aliases", each(251, "{", i -> "a%d: apiInfo { name }".formatted(i))),
                Beyond.document(
                        "fields: 500, of aliases without selections",
                        "{ apiInfo " + each(501, "{", "a%d: name"::formatted) + " }"),
                Beyond.document("levels: 10", "{ categories " + "{ parent ".repeat(9) + "{ id }" + " }".repeat(10)),
                Beyond.document(
                        "cost: 10,000, of pages",
                        "{ products(first: 100) { nodes { category { products(first: 100) { nodes { id } } } } } }"),
                Beyond.document(
                        "cost: 10,000, of ids",
                        "{ nodes(ids: [%s]) { ... on Post { content } } }".formatted("\"a\" ".repeat(500))),
                Beyond.document(
                        "cost: 10,000, of aliases of a long text",
                        "{ posts(first: 100) { nodes " + each(6, "{", "a%d: content"::formatted) + " } }"),
                Beyond.document(
                        "cost: 10,000, of mutations",
                        "mutation "
                                + each(
                                        5,
                                        "{",
                                        i ->
                                                "a%d: changePassword(input: {currentPassword: \"a\", newPassword: \"b\"}) { user { posts(first: 100) { nodes { content } } } }"
                                                        .formatted(i))),
                Beyond.document(
                        "cost of a subscription: 100",
                        "subscription { stockChanged { category { products(first: 100) { nodes { id } } } } }"),
                Beyond.document(
                        "mutations: 5",
                        "mutation " + each(6, "{", i -> "a%d: logOut(input: {}) { endedSessions }".formatted(i))),
                Beyond.document(
                        "log-ins: 1",
                        "mutation "
                                + each(
                                        2,
                                        "{",
                                        i -> "a%d: logIn(input: {login: \"a\", password: \"b\"}) { user { id } }"
                                                .formatted(i))),
                Beyond.document(
                        "introspection in circles", "{ __schema { types { fields { type { fields { name } } } } } }"),
                Beyond.document(
                        "introspection twice", "{ a: __type(name: \"A\") { name } b: __type(name: \"B\") { name } }"),
                Beyond.document(
                        "cost: 10,000, of introspection",
                        "{ __schema { types " + each(10, "{", "a%d: description"::formatted) + " } }"),
                Beyond.argument(
                        "items of a page: 100", "query ($v: Int) { products(first: $v) { nodes { id } } }", 101),
                Beyond.argument(
                        "ids of nodes: 100",
                        "query ($v: [ID!]!) { nodes(ids: $v) { id } }",
                        Collections.nCopies(101, "a")),
                Beyond.argument(
                        "categories of a filter: 100",
                        "query ($v: [ID!]) { products(filter: {categoryIds: $v}) { nodes { id } } }",
                        Collections.nCopies(101, "a")),
                Beyond.argument(
                        "SKUs of a filter: 100",
                        "query ($v: [String!]) { products(filter: {skus: $v}) { nodes { id } } }",
                        Collections.nCopies(101, "a")),
                Beyond.argument(
                        "words of a search: 20",
                        "query ($v: String) { products(filter: {search: $v}) { nodes { id } } }",
                        each(21, "", "word%d"::formatted)),
                Beyond.argument(
                        "types of events: 100",
                        "query ($v: [String!]) { events(filter: {types: $v}) { nodes { id } } }",
                        Collections.nCopies(101, "a")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_request_beyond_a_limit_is_refused_with_its_code(Beyond request) {
        var answer = ask(request);
        assertThat(answer.codes()).as(answer.body().toString()).containsExactly(request.code());
        assertThat(answer.status()).isEqualTo(request.status());
    }

    /** Measured by hand alone, and printed; the client's own part of the time is in it. */
    @ParameterizedTest
    @MethodSource("requests")
    @Tag("measurement")
    void a_request_beyond_a_limit_is_refused_within_20_milliseconds_of_cpu(Beyond request) {
        var best = IntStream.range(0, 10)
                .mapToObj(_ -> cpuOf(request, 20))
                .min(Duration::compareTo)
                .orElseThrow();
        System.out.printf("| %s | %.1f |%n", request, best.toNanos() / 1e6);
        assertThat(best).isLessThan(Duration.ofMillis(20));
    }

    private Duration cpuOf(Beyond request, int times) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long began = system.getProcessCpuTime();
        for (int i = 0; i < times; i++) {
            ask(request);
        }
        return Duration.ofNanos(system.getProcessCpuTime() - began).dividedBy(times);
    }

    private RawAnswer ask(Beyond request) {
        return RawAnswer.post(request.signedIn() ? shop.staff() : shop.anonymous(), request.body());
    }

    private static String variables(String value) {
        return "{\"query\":\"{ apiInfo { name } }\",\"variables\":{\"a\":%s}}".formatted(value);
    }

    private static String each(int times, String before, IntFunction<String> selection) {
        return IntStream.range(0, times).mapToObj(selection).collect(joining(" ", before + " ", " }"));
    }

    private static String fragments(int count, IntFunction<String> selection) {
        return "{ apiInfo { ...f0 } } "
                + IntStream.range(0, count)
                        .mapToObj(i -> "fragment f%d on ApiInfo { %s }"
                                .formatted(i, i == count - 1 ? "name" : selection.apply(i)))
                        .collect(joining(" "));
    }
}
