package dev.daybook.support;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All settings of the shop and its libraries, by the metadata that the compiler writes of them. */
public final class KnownSettings {
    private static final List<JsonNode> PROPERTIES = read();

    private static final Set<String> VARIABLES = PROPERTIES.stream()
            .map(property -> variable(property.path("name").asString()))
            .collect(toSet());

    private KnownSettings() {}

    private static List<JsonNode> read() {
        try {
            return Collections.list(KnownSettings.class
                            .getClassLoader()
                            .getResources("META-INF/spring-configuration-metadata.json"))
                    .stream()
                    .flatMap(file -> read(file).path("properties").valueStream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(URL file) {
        try (var json = file.openStream()) {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the metadata say of each. */
    public static Stream<JsonNode> properties() {
        return PROPERTIES.stream();
    }

    /** The name that a property has as an environment variable. */
    public static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    public static boolean contains(String variable) {
        return VARIABLES.contains(variable);
    }

    public static Stream<String> unknownOf(Stream<String> variables) {
        return variables.filter(variable -> !contains(variable));
    }
}
