package dev.daybook.graphql.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.RawAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A shop that takes only the documents of its own clients, whose tools write them into manifests. */
class TrustedDocumentTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OF_APOLLO = "query Name { apiInfo { name } }";
    private static final String OF_RELAY = "query Products($n: Int!) { products(first: $n) { nodes { id } } }";

    @TempDir
    static Path files;

    private static Node shop;
    private static Client anybody;

    @BeforeAll
    static void open() throws IOException {
        var apollo = write("apollo.json", """
                {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
                  {"id": "c0ffee", "name": "Name", "type": "query", "body": "%s"}]}""".formatted(OF_APOLLO));
        var relay = write("relay.json", JSON.writeValueAsString(Map.of("0123456789abcdef", OF_RELAY)));
        shop = Node.start(
                "--daybook.documents.trusted-only=true", "--daybook.documents.manifests=" + apollo + "," + relay);
        anybody = shop.anonymous();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void documents_of_both_manifests_are_found_by_their_ids() {
        assertThat(byId("c0ffee", Map.of()).body().at("/data/apiInfo/name").asString())
                .isEqualTo("Daybook");
        assertThat(byId("0123456789abcdef", Map.of("n", 1))
                        .body()
                        .at("/data/products/nodes")
                        .isArray())
                .isTrue();
    }

    @Test
    void their_texts_are_taken_too() {
        assertThat(RawAnswer.ask(anybody, OF_APOLLO, Map.of()).codes()).isEmpty();
    }

    @Test
    void all_else_is_refused_with_a_code_of_its_own() {
        for (var refused : List.of(
                RawAnswer.ask(anybody, "{ apiInfo { name } }", Map.of()),
                RawAnswer.ask(anybody, OF_APOLLO + " ", Map.of()),
                RawAnswer.ask(anybody, "{ __schema { queryType { name } } }", Map.of()),
                byId("unknown", Map.of()))) {
            assertThat(refused.codes()).containsExactly("PERSISTED_QUERY_NOT_IN_LIST");
            assertThat(refused.body().has("data")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "[]",
                "{\"a\":1}",
                "{\"a\":{\"b\":\"{ apiInfo { name } }\"}}",
                "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1}",
                "{\"format\":\"apollo-persisted-query-manifest\",\"operations\":[{\"id\":\"a\"}]}"
            })
    void a_file_that_is_no_manifest_stops_the_start(String content) throws IOException {
        var settings = new DocumentSettings(DataSize.ofMegabytes(1), List.of(write("wrong.json", content)), true);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new TrustedDocuments(settings, JSON))
                .satisfies(refusal -> assertThat(refusal.getName()).isEqualTo("daybook.documents.manifests"));
    }

    @Test
    void so_does_a_file_that_is_not_there() {
        var settings = new DocumentSettings(DataSize.ofMegabytes(1), List.of(files.resolve("nowhere.json")), false);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new TrustedDocuments(settings, JSON))
                .satisfies(refusal -> assertThat(refusal.getReason()).contains("NoSuchFile"));
    }

    @Test
    void settings_that_would_answer_nobody_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DocumentSettings(DataSize.ofMegabytes(1), List.of(), true))
                .withMessageContaining("daybook.documents.manifests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DocumentSettings(DataSize.ofKilobytes(1), List.of(), false))
                .withMessageContaining("daybook.documents.persisted-size");
    }

    private static RawAnswer byId(String id, Map<String, ?> variables) {
        return RawAnswer.post(
                anybody,
                JSON.writeValueAsString(Map.of(
                        "variables",
                        variables,
                        "extensions",
                        Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", id)))));
    }

    private static Path write(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content);
    }
}
