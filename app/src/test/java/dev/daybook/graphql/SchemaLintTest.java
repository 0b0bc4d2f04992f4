package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.NodeJs;
import dev.daybook.support.ThirdLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schema against the rules of {@code @graphql-eslint}. Which of them hold, and why others do not, is in
 * {@code src/test/node/schema-lint/eslint.config.mjs}. Skipped without Node.js, and where npm cannot get the linter.
 */
@ThirdLane
class SchemaLintTest {
    private static final Path SCHEMA = Path.of("src/main/resources/graphql");

    private static Path linter;

    @BeforeAll
    static void the_linter_is_installed() throws IOException, InterruptedException {
        linter = NodeJs.folder("schema-lint");
    }

    @Test
    void the_schema_follows_the_rules() throws IOException, InterruptedException {
        var lint = lint(Path.of("."));
        assertThat(lint.status()).as(lint.output()).isZero();
    }

    @Test
    void a_schema_that_breaks_a_rule_is_found(@TempDir Path other) throws IOException, InterruptedException {
        var copy = Files.createDirectories(other.resolve(SCHEMA));
        Files.writeString(copy.resolve("broken.graphqls"), """
                type Query {
                  things(first: Int): ThingConnection
                }
                type ThingConnection {
                  edges: [String]
                }
                """);
        var lint = lint(other);
        assertThat(lint.status()).isEqualTo(1);
        assertThat(lint.output()).contains("require-description", "relay-page-info", "relay-connection-types");
    }

    private static NodeJs.Run lint(Path directory) throws IOException, InterruptedException {
        return NodeJs.run(
                directory,
                "node",
                linter.resolveSibling("node_modules/eslint/bin/eslint.js").toString(),
                "--config",
                linter.resolve("eslint.config.mjs").toString(),
                "--max-warnings=0",
                SCHEMA.toString());
    }
}
