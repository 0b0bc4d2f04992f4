package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The licences in the jar's bill of materials, which is made when Maven is online. */
class LicencesIT {
    /** Those under which the shop may be passed on as a whole; where a library has several, one of them. */
    private static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "EPL-2.0",
            "MIT",
            "MIT-0",
            "Unicode-3.0");

    @Test
    void every_library_in_the_jar_is_listed_with_a_licence_that_is_allowed() throws IOException {
        try (var jar = new JarFile(JarProcess.JAR.toFile())) {
            var components = components(jar);
            // The tools are Boot's own, added when the jar is packed.
            var libraries = jar.stream()
                    .map(entry -> Path.of(entry.getName()))
                    .filter(path ->
                            path.startsWith("BOOT-INF/lib") && path.toString().endsWith(".jar"))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools-"));
            assertThat(components).extracting(LicencesIT::fileName).containsAll(libraries.toList());
            assertThat(components)
                    .allSatisfy(component -> assertThat(licences(component))
                            .as("licences of %s", fileName(component))
                            .containsAnyElementsOf(ALLOWED));
        }
    }

    private static String fileName(JsonNode component) {
        return "%s-%s.jar"
                .formatted(
                        component.path("name").asString(),
                        component.path("version").asString());
    }

    private static List<JsonNode> components(JarFile jar) throws IOException {
        var entry = jar.getJarEntry("META-INF/sbom/application.cdx.json");
        var required = "true".equals(System.getenv("CI"));
        assumeThat(required || entry != null)
                .as("The jar has a bill of materials")
                .isTrue();
        assertThat(entry).isNotNull();
        try (var in = jar.getInputStream(entry)) {
            return JsonMapper.shared()
                    .readTree(in)
                    .path("components")
                    .valueStream()
                    .toList();
        }
    }

    private static List<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .flatMap(choice -> Stream.of(
                        choice.path("expression"),
                        choice.path("license").path("id"),
                        choice.path("license").path("name")))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }
}
