package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The documents that GraphiQL and the operator's page send. */
class PageDocumentsTest {
    /** An example of GraphiQL, or a constant of the operator's page. */
    private static final Pattern DOCUMENT = Pattern.compile("query: `([^`]+)`"
            + "|= `((?:query|mutation|subscription) [^`]+)`"
            + "|= '((?:query|mutation|subscription) [^'\n]+\\})'");

    /** The fragment that several documents end with. */
    private static final Pattern RUN = Pattern.compile("export const RUN = `([^`]+)`");

    private static final PathMatchingResourcePatternResolver RESOURCES = new PathMatchingResourcePatternResolver();

    @Test
    void every_document_of_a_page_is_valid() throws IOException {
        var schema = schema();
        var documents = documents();
        assertThat(documents).hasSizeGreaterThan(20).anyMatch(document -> document.contains("fragment Run"));
        assertThat(documents)
                .allSatisfy(document -> assertThat(
                                new Validator().validateDocument(schema, Parser.parse(document), Locale.ENGLISH))
                        .as(document)
                        .isEmpty());
    }

    private static List<String> documents() throws IOException {
        var scripts = new StringBuilder();
        for (var script : RESOURCES.getResources("classpath:static/*/*.js")) {
            scripts.append(textOf(script));
        }
        var run = RUN.matcher(scripts).results().findFirst().orElseThrow().group(1);
        return DOCUMENT.matcher(scripts)
                .results()
                .map(found -> Stream.of(found.group(1), found.group(2), found.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow()
                        .replace("${RUN}", run))
                .toList();
    }

    private static GraphQLSchema schema() throws IOException {
        var types = new TypeDefinitionRegistry();
        for (var file : RESOURCES.getResources("classpath:graphql/*.graphqls")) {
            types.merge(new SchemaParser().parse(textOf(file)));
        }
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
    }

    private static String textOf(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }
}
