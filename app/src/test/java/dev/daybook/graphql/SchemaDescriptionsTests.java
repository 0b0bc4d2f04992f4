package dev.daybook.graphql;

import static graphql.introspection.IntrospectionQueryBuilder.Options.defaultOptions;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import graphql.introspection.IntrospectionQueryBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Descriptions of the schema, as a client reads them by introspection. */
@ShopTest
class SchemaDescriptionsTests {
    /** Beginning of a word within a name: {@code userErrors}, {@code VERSION_CONFLICT}, {@code @requiresRole}. */
    private static final Pattern WORDS = Pattern.compile("[^a-zA-Z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    /** Words that tell nothing. */
    private static final Set<String> FILLERS =
            Set.of("a", "an", "the", "of", "this", "that", "its", "it", "is", "are", "and", "or", "for", "to", "in");

    @Autowired
    Shop shop;

    @Test
    void nothing_is_without_a_description() {
        assertThat(descriptions())
                .hasSizeGreaterThan(1_000)
                .containsKeys("schema", "@cost(weight:)", "Money.amount", "Query.node(id:)", "OrderStatus.PENDING");
        assertThat(descriptions().entrySet().stream()
                        .filter(described -> described.getValue().isBlank())
                        .map(Map.Entry::getKey))
                .as("coordinates without a description")
                .isEmpty();
    }

    @Test
    void no_description_merely_repeats_its_name() {
        assertThat(descriptions().entrySet().stream()
                        .filter(described -> repeats(described.getKey(), described.getValue()))
                        .map(Object::toString))
                .as("descriptions that tell no more than the name")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Order.number, The number of the order., true",
        "CategoryPayload.category, Category, true",
        "UserErrorCode.VERSION_CONFLICT, Version conflict., true",
        "Query.order(by:), An order., true",
        "Order.number, Number to tell people., false",
        "Payment.amount, Total of the order., false",
    })
    void a_description_repeats_its_name_when_it_has_no_word_of_its_own(
            String coordinate, String description, boolean repeats) {
        assertThat(repeats(coordinate, description)).isEqualTo(repeats);
    }

    private static boolean repeats(String coordinate, String description) {
        var known = words(coordinate).collect(toSet());
        return words(description).allMatch(word -> FILLERS.contains(word) || known.contains(word));
    }

    /** Words in small letters and the singular. */
    private static Stream<String> words(String text) {
        return WORDS.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("s$", ""));
    }

    /** Descriptions by coordinate; a missing one is blank. */
    private Map<String, String> descriptions() {
        var everything = IntrospectionQueryBuilder.build(
                defaultOptions().descriptions(true).schemaDescription(true).inputValueDeprecation(true));
        var schema =
                RawAnswer.ask(shop.anonymous(), everything, Map.of()).body().at("/data/__schema");
        var described = new HashMap<String, String>();
        describe("schema", schema, described);
        // The types of introspection itself are the engine's.
        schema.path("types")
                .valueStream()
                .filter(type -> !nameOf(type).startsWith("__"))
                .forEach(type -> describe(nameOf(type), type, described));
        schema.path("directives").forEach(directive -> describe("@" + nameOf(directive), directive, described));
        return described;
    }

    private static void describe(String coordinate, JsonNode element, Map<String, String> described) {
        described.put(coordinate, element.path("description").asString(""));
        for (var members : List.of("fields", "inputFields", "enumValues")) {
            element.path(members).forEach(member -> describe(coordinate + "." + nameOf(member), member, described));
        }
        element.path("args")
                .forEach(argument -> describe("%s(%s:)".formatted(coordinate, nameOf(argument)), argument, described));
    }

    private static String nameOf(JsonNode element) {
        return element.path("name").asString();
    }
}
