package dev.daybook;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.KnownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Compares {@code docs/operations/settings.md} with the metadata that the compiler writes of the settings. */
class SettingsDocumentTest {
    private static final Path PAGE = Path.of("../docs/operations/settings.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(DAYBOOK_\\w+)` \\| ([^|]+) \\| ([^|]+) \\| [^|]*\\|$");
    private static final Pattern NAME =
            Pattern.compile("\\b(?:DAYBOOK|SPRING|SERVER|MANAGEMENT|LOGGING)_[A-Z0-9_]*[A-Z0-9]\\b(?!_?[…*])");
    /** Tells a command from a shop; nobody sets it. */
    private static final String INTERNAL = "daybook.beside-a-shop";
    /** Spring takes these with underscores for their dashes as well, since they are no part of an object. */
    private static final Set<String> OTHER_FORMS = Set.of("DAYBOOK_DATA_DIR", "LOGGING_EXCEPTION_CONVERSION_WORD");

    private static final Map<String, List<String>> WORDS = Map.of(
            "java.time.Duration", List.of("duration"),
            "org.springframework.util.unit.DataSize", List.of("size"),
            "java.lang.Boolean", List.of("true or false"),
            "java.lang.Integer", List.of("number"),
            "java.lang.Long", List.of("number"),
            "java.lang.String", List.of("text", "time"),
            "java.util.List<java.nio.file.Path>", List.of("files"));

    @Test
    void the_page_has_each_setting_of_the_shop_and_no_other() throws IOException {
        assertThat(rows().keySet()).isEqualTo(settings().keySet());
    }

    @Test
    void the_page_has_the_default_and_the_kind_of_value_of_each() throws IOException {
        var rows = rows();
        settings().forEach((variable, setting) -> {
            var type = setting.path("type").asString();
            var secret = variable.endsWith("SECRET") || variable.endsWith("MASTERKEY");
            var value = defaultOf(setting);
            var row = requireNonNull(rows.get(variable), variable);
            assertThat(row.group(2))
                    .as("default of %s", variable)
                    .startsWith(secret ? "a demo " : value == null ? "" : "`" + value + "`");
            assertThat(WORDS.getOrDefault(type, List.of()))
                    .as("values of %s, a %s", variable, type)
                    .anyMatch(row.group(3)::startsWith);
        });
    }

    @Test
    void each_setting_is_described() throws IOException {
        assertThat(settings().values())
                .allSatisfy(setting -> assertThat(setting.path("description").asString(""))
                        .as("%s", setting)
                        .isNotBlank());
    }

    @Test
    void the_metadata_have_all_that_is_set_in_the_configuration() throws IOException {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        assertThat(Collections.list(requireNonNull(yaml.getObject()).propertyNames()))
                .map(Object::toString)
                .filteredOn(name -> name.startsWith("daybook.") && !name.equals(INTERNAL))
                .map(SettingsDocumentTest::variable)
                .isSubsetOf(settings().keySet());
    }

    @Test
    void every_variable_that_the_guides_name_exists() throws IOException {
        try (var files = Files.walk(Path.of("../docs"))) {
            var guides = Stream.concat(files, Stream.of(Path.of("../README.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
            for (var guide : guides) {
                assertThat(NAME.matcher(Files.readString(guide)).results().map(MatchResult::group))
                        .as("variables in %s", guide)
                        .allMatch(name -> name.startsWith("LOGGING_LEVEL_")
                                || name.startsWith("SPRING_MAIL_PROPERTIES_")
                                || OTHER_FORMS.contains(name)
                                || KnownSettings.contains(name));
            }
        }
    }

    private static Map<String, MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().collect(toMap(row -> row.group(1), row -> row));
    }

    /** The settings of the shop by the names of their environment variables. */
    private static Map<String, JsonNode> settings() {
        return KnownSettings.properties()
                .filter(property -> property.path("name").asString().startsWith("daybook."))
                .collect(toMap(property -> variable(property.path("name").asString()), property -> property));
    }

    private static @Nullable String defaultOf(JsonNode setting) {
        var value = setting.path("defaultValue");
        return value.isValueNode() && !value.isMissingNode() ? value.asString() : null;
    }

    /** By Spring's rule, but for the one that is known by its other form. */
    private static String variable(String name) {
        return name.equals("daybook.data-dir") ? "DAYBOOK_DATA_DIR" : KnownSettings.variable(name);
    }
}
