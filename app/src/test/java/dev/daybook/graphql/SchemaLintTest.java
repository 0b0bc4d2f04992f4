package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.support.SecondLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schema against the rules of {@code @graphql-eslint}. Which of them hold, and why others do not, is in
 * {@code src/test/node/schema-lint/eslint.config.mjs}. Skipped without Node.js, and where npm cannot get the linter.
 */
@SecondLane
class SchemaLintTest {
    private static final Path SOURCE = Path.of("src/test/node/schema-lint");
    private static final Path LINTER = Path.of("target/node/schema-lint").toAbsolutePath();
    private static final Path SCHEMA = Path.of("src/main/resources/graphql");
    private static final String IS_NEW_ENOUGH =
            "const [major, minor] = process.versions.node.split('.'); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)";
    private static final Pattern NO_REGISTRY =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED");

    @BeforeAll
    static void the_linter_is_installed() throws IOException, InterruptedException {
        assumeThat(run(Path.of("."), "node", "--eval", IS_NEW_ENOUGH).status()
                        + run(Path.of("."), "npm", "--version").status())
                .as("the schema is not linted: there is no npm with a Node.js of 20.19 or newer on the PATH")
                .isZero();
        var lock = LINTER.resolve("package-lock.json");
        var isInstalled = Files.exists(LINTER.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
        Files.createDirectories(LINTER);
        for (var file : List.of("package.json", "package-lock.json", "eslint.config.mjs")) {
            Files.copy(SOURCE.resolve(file), LINTER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isInstalled) {
            var install = run(LINTER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeThat(install.output())
                    .as("the schema is not linted: npm reaches no registry")
                    .doesNotContainPattern(NO_REGISTRY);
            assertThat(install.status()).as(install.output()).isZero();
        }
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

    private static Run lint(Path directory) throws IOException, InterruptedException {
        return run(
                directory,
                "node",
                LINTER.resolve("node_modules/eslint/bin/eslint.js").toString(),
                "--config",
                LINTER.resolve("eslint.config.mjs").toString(),
                "--max-warnings=0",
                SCHEMA.toString());
    }

    /** @param status 127, as in a shell, when there is no such program */
    private record Run(int status, String output) {}

    private static Run run(Path directory, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("run", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            return new Run(process.exitValue(), Files.readString(output));
        } catch (IOException noProgram) {
            return new Run(127, String.valueOf(noProgram.getMessage()));
        } finally {
            Files.delete(output);
        }
    }
}
