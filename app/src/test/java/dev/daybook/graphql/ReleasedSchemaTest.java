package dev.daybook.graphql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The schema against the one that was released last. {@code accepted-changes.txt} lists the changes that clients have to
 * follow, each with its reason.
 */
class ReleasedSchemaTest {
    private static final String SCHEMA = """
            type Query { shop(first: Int! = 10): Shop! thing: Thing search(in: Search): Shop }
            interface Thing { id: ID! }
            type Shop implements Thing { id: ID! name: String! kind: Kind }
            type Stall implements Thing { id: ID! area: Int! }
            enum Kind { BIG SMALL }
            input Search { name: String size: Int! = 1 }
            """;

    @Test
    void a_client_of_the_released_schema_goes_on_working() throws IOException {
        assertThat(SchemaChanges.between(schema("schema/released"), schema("graphql")))
                .as("changes that can break a client")
                .containsExactlyInAnyOrderElementsOf(accepted().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: String! kind | kind | The new API is missing the field 'Shop.name'",
                "name: String! | name: String | The new API has changed field 'Shop.name' from type 'String!' to 'String'",
                "name: String! | name: ID! | The new API has changed field 'Shop.name' from type 'String!' to 'ID!'",
                "implements Thing { id: ID! name | { id: ID! name | The new API is missing the interface named 'Thing'",
                "type Stall implements Thing { id: ID! area: Int! } | '' | The new API is missing the type 'Stall'",
                "area: Int! | area: Int | The new API has changed field 'Stall.area' from type 'Int!' to 'Int'",
                "BIG SMALL | BIG | The new API is missing an enum value 'SMALL'",
                "BIG SMALL | BIG SMALL TINY | The new API has added a new enum value 'TINY'",
                "shop( | shop(last: Int! | The new API has made the new argument 'last' on field 'Query.shop' non null",
                "first: Int! = 10 | other: Int | The new API is missing the field argument 'Query.shop.first'",
                "Int! = 10 | Int! = 20 | The new API has changed default value on argument named 'first' on field 'Query.shop'",
                "name: String size | size | The new API is missing an input field 'Search.name'",
                "name: String size | name: String! size | The new API has changed input field 'name' from type 'String' to 'String!'",
                "size: Int! = 1 | size: Int! = 1 page: Int! | The new API has made the new input field 'page' non null",
                "size: Int! = 1 | size: Int! | The new API has changed default value on input field 'Search.size'",
                "input Search { name: String size: Int! = 1 | input Search @oneOf { name: String size: Int | The new API takes only one field of 'Search'",
            })
    void a_change_that_can_break_a_client_is_found(String part, String changed, String finding) {
        assertThat(SCHEMA).contains(part);
        assertThat(SchemaChanges.between(SCHEMA, SCHEMA.replace(part, changed)))
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: String! | name: String! owner: String",
                "name: String! | name: String! @deprecated(reason: \"Use owner\")",
                "kind: Kind | kind: Kind!",
                "first: Int! = 10 | first: Int! = 10 after: String",
                "size: Int! = 1 | size: Int! = 1 page: Int",
                "size: Int! = 1 | size: Int = 1",
                "type Stall | type Market implements Thing { id: ID! } type Stall",
            })
    void what_a_client_need_not_know_is_no_change(String part, String changed) {
        assertThat(SCHEMA).contains(part);
        assertThat(SchemaChanges.between(SCHEMA, SCHEMA.replace(part, changed))).isEmpty();
    }

    private static Stream<String> accepted() throws IOException {
        return new ClassPathResource("schema/accepted-changes.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static String schema(String directory) throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver()
                        .getResources("classpath:%s/*.graphqls".formatted(directory)))
                .map(ReleasedSchemaTest::textOf)
                .collect(joining("\n"));
    }

    private static String textOf(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
