package dev.daybook.graphql.limits;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentLimitsTest {

    private static final String LAST_FRAGMENT = "fragment f%d on Category { id }";

    private final LimitedSchema shop = new LimitedSchema();

    @Test
    void a_document_of_16384_characters_is_answered_and_one_more_is_refused() {
        String query = "{ category { id } }";
        assertThat(new LimitedSchema()
                        .ask(query + " ".repeat(DocumentLimits.MAX_CHARACTERS - query.length()))
                        .getErrors())
                .isEmpty();
        assertRefused(
                query + " ".repeat(DocumentLimits.MAX_CHARACTERS - query.length() + 1),
                "A document may have at most 16384 characters, not 16385.");
    }

    @Test
    void a_document_of_2000_tokens_is_answered_and_one_more_is_refused() {
        String nodes = "{nodes(ids:[%s]){id}}";
        assertThat(new LimitedSchema().ask(nodes.formatted("1 ".repeat(1_987))).getErrors())
                .isEmpty();
        assertRefused(
                nodes.formatted("1 ".repeat(1_988)), "A document may have at most 2000 tokens, not 2001 or more.");
        assertRefused("query " + "@a".repeat(8_000) + "{ id }", "A document may have at most 2000 tokens");
    }

    @Test
    void a_document_nested_a_thousand_times_is_refused() {
        assertRefused(
                "{nodes(ids:" + "[".repeat(1_000) + "]".repeat(1_000) + "){id}}",
                "A document may be at most 500 grammar rules deep");
        assertRefused("{category" + "{parent".repeat(999), "A document may be at most 500 grammar rules deep");
    }

    @Test
    void a_ring_of_1600_fragments_is_refused() {
        assertRefused(
                "{...f0}" + each(1_600, i -> "fragment f%d on Query{...f%d}".formatted(i, (i + 1) % 1_600)),
                "A document may have at most 16384 characters, not ");
    }

    @ParameterizedTest
    @CsvSource({"240", "21"})
    void a_chain_of_too_many_fragments_is_refused(int fragments) {
        assertRefused(
                "{category{...f0}}"
                        + each(fragments - 1, i -> "fragment f%d on Category{...f%d}".formatted(i, i + 1))
                        + LAST_FRAGMENT.formatted(fragments - 1),
                "A document may have at most 20 fragments, not %d.".formatted(fragments));
    }

    @Test
    void a_ring_of_20_fragments_is_left_to_validation() {
        var result = inTime("{category{...f0}}"
                + each(20, i -> "fragment f%d on Category{parent{...f%d}}".formatted(i, (i + 1) % 20)));
        assertThat(result.getErrors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.getMessage()).startsWith("Validation error"));
    }

    @Test
    void twenty_fragments_that_spread_each_other_twice_are_refused_before_they_fill_the_memory() {
        assertRefused(
                chainOf20("...f%1$d ...f%1$d"),
                "A document may have at most 2000 selections with its fragments written out, not ");
        assertRefused(chainOf20("parent{...f%1$d}".repeat(19)), "not 1000000000.");
        assertRefused(
                "{category{...f0}}"
                        + each(20, i -> "fragment f%d on Category{%s}".formatted(i, each(20, "...f%d "::formatted))),
                "not 10485762.");
    }

    @Test
    void many_operations_over_one_fragment_count_once_each() {
        assertRefused(
                each(200, i -> "query q%d{...f}".formatted(i)) + "fragment f on Query{" + "node(id:1){id}".repeat(50)
                        + "}",
                "at most 2000 selections with its fragments written out, not 20200.");
    }

    @ParameterizedTest
    @CsvSource({
        "'{total(count:%s)}', 65",
        "'{total(count:-%s)}', 65",
        "'{total(of:1.%s)}', 65",
        "'query($n:Int=%s){total(count:$n)}', 65",
        "'{nodes(ids:[%s]){id}}', 1000",
        "'{total(count:%s)}', 4000",
    })
    void a_number_of_more_than_64_digits_is_refused(String query, int digits) {
        assertRefused(query.formatted("9".repeat(digits)), "A number may have at most 64 digits, not ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{total(count:%s)}",
                "{total(count:-%s)}",
                "{total(of:1.%s)}",
                "{total(of:1e%s)}",
                "{ # \"\n total(count:%s)}",
                "{ category(slug:\"\\\"\") { id } total(count:%s)}",
                "{ category(slug:\"\"\"\\\"\"\" \" \"\"\") { id } total(count:%s)}",
            })
    void a_number_of_15000_digits_costs_less_than_five_milliseconds(String query) {
        var document = query.formatted("9".repeat(15_000));
        assertRefused(document, "A number may have at most 64 digits, not 1500");
        assertThat(best(document)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void a_name_of_100_characters_passes_and_one_more_is_refused() {
        assertThat(new LimitedSchema()
                        .ask("{%s:category{id}}".formatted("n".repeat(100)))
                        .getErrors())
                .isEmpty();
        assertRefused(
                "{%s:category{id}}".formatted("n".repeat(101)), "A name may have at most 100 characters, not 101.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{category(slug:\"%s\"){id}}",
                "{category(slug:\"\\\"%s\"){id}}",
                "{category(slug:\"\"\"%s\"\"\"){id}}",
                "{category(slug:\"\"\" \" \\\"\"\" %s\"\"\"){id}}",
                "{category{id}} # \" %s"
            })
    void strings_and_comments_may_be_long(String query) {
        for (var text : new String[] {"9".repeat(15_000), "n".repeat(15_000)}) {
            assertThat(new LimitedSchema().ask(query.formatted(text)).getErrors())
                    .isEmpty();
        }
    }

    @Test
    void a_number_of_a_million_digits_is_refused() {
        assertRefused("{total(count:" + "9".repeat(1_000_000) + ")}", "A document may have at most 16384 characters");
    }

    @Test
    void a_number_of_64_digits_and_a_string_of_65_pass() {
        assertThat(shop.ask("{total(of:-%s.5)}".formatted("9".repeat(63))).getErrors())
                .isEmpty();
        assertThat(shop.ask("{category(slug:\"%s\"){id}}".formatted("9".repeat(65)))
                        .getErrors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'{total(of:%s)}'", "'query($n:Float=%s){total(of:$n)}'"})
    void an_exponent_that_no_number_can_have_is_refused(String query) {
        assertRefused(query.formatted("1e99999999999"), "A number may have at most 3 digits in its exponent, not 11.");
    }

    @Test
    void a_syntax_error_stays_a_syntax_error() {
        assertThat(shop.ask("{ category(").getErrors())
                .singleElement()
                .extracting(GraphQLError::getMessage)
                .asString()
                .startsWith("Invalid syntax");
    }

    @Test
    void an_observer_of_a_request_sees_its_refusal() {
        shop.ask("{" + "id ".repeat(2_001) + "}");
        assertThat(shop.answers()).isOne();
    }

    private void assertRefused(String document, String message) {
        var result = inTime(document);
        assertThat(result.isDataPresent()).isFalse();
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage()).contains(message);
            assertThat(error.getExtensions()).isEqualTo(Map.of("code", "QUERY_TOO_COMPLEX"));
        });
        assertThat(shop.validations()).isZero();
    }

    /** The best of five, so that neither a cold start nor a busy machine is taken for a bomb. */
    private ExecutionResult inTime(String document) {
        var result = shop.ask(document);
        assertThat(best(document)).isLessThan(Duration.ofMillis(100));
        return result;
    }

    private Duration best(String document) {
        return Duration.ofNanos(IntStream.range(0, 5)
                .mapToLong(run -> {
                    long start = System.nanoTime();
                    shop.ask(document);
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow());
    }

    private static String chainOf20(String body) {
        return "{category{...f0}}"
                + each(19, i -> "fragment f%d on Category{%s}".formatted(i, body.formatted(i + 1)))
                + LAST_FRAGMENT.formatted(19);
    }

    private static String each(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(joining());
    }
}
