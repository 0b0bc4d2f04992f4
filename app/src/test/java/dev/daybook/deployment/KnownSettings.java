package dev.daybook.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Names of all settings as environment variables, by the metadata that the compiler writes of them. */
final class KnownSettings {
    private static final Set<String> NAMES = new HashSet<>();

    static {
        try {
            for (var metadata : Collections.list(
                    KnownSettings.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                addAll(metadata);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KnownSettings() {}

    private static void addAll(URL metadata) throws IOException {
        try (var json = metadata.openStream()) {
            new JsonMapper()
                    .readTree(json)
                    .path("properties")
                    .forEach(
                            property -> NAMES.add(variable(property.path("name").asString())));
        }
    }

    /** The name that a property has as an environment variable. */
    static String variable(String property) {
        return property.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    static boolean contains(String variable) {
        return NAMES.contains(variable);
    }

    static Stream<String> unknownOf(Stream<String> variables) {
        return variables.filter(variable -> !contains(variable));
    }
}
