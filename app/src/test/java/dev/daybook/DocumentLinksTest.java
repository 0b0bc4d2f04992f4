package dev.daybook;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guides lead to files that exist. */
class DocumentLinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern TEST_CLASS = Pattern.compile("[A-Z]\\w+(Tests?|IT)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern PROJECT_PATH =
            Pattern.compile("(users|catalog|ordering|app|docs)/[\\w./-]+|[\\w./-]+\\.(java|sql|graphqls|yaml|md|sh)");

    @Test
    void every_relative_link_leads_to_a_file_and_its_anchor_to_a_heading() throws IOException {
        for (var document : documents()) {
            assertThat(matches(LINK, prose(document)))
                    .filteredOn(link -> !link.contains(":"))
                    .as("links of %s", document)
                    .allSatisfy(link -> assertLeadsSomewhere(document, link));
        }
    }

    @Test
    void every_path_of_the_project_in_backticks_exists() throws IOException {
        var files = files();
        for (var document : documents()) {
            assertThat(matches(CODE, prose(document)))
                    .filteredOn(code -> PROJECT_PATH.matcher(code).matches() && !code.contains("/target/"))
                    .as("paths in %s", document)
                    .allMatch(code -> Files.exists(ROOT.resolve(code))
                            || Files.exists(document.resolveSibling(code))
                            || files.stream().anyMatch(file -> file.endsWith(code)));
        }
    }

    @Test
    void every_test_in_backticks_exists() throws IOException {
        var files = files().stream().map(file -> file.getFileName().toString()).collect(toSet());
        for (var document : documents()) {
            assertThat(matches(CODE, prose(document)))
                    .filteredOn(code -> TEST_CLASS.matcher(code).matches())
                    .as("tests in %s", document)
                    .allMatch(test -> files.contains(test + ".java"));
        }
    }

    private static void assertLeadsSomewhere(Path document, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        assertThat(target).exists();
        if (parts.length == 2) {
            assertThat(matches(HEADING, prose(target)).map(DocumentLinksTest::anchor))
                    .contains(parts[1]);
        }
    }

    /** The anchor that GitHub gives to a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** The text without its blocks of code. */
    private static String prose(Path document) throws IOException {
        return FENCE.matcher(Files.readString(document)).replaceAll("");
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (var folder : List.of("docs", ".github")) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }

    /** The sources: beside them a build is making and deleting files. */
    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var module : List.of("users", "catalog", "ordering", "app")) {
            try (var sources = Files.walk(ROOT.resolve(module).resolve("src"))) {
                sources.forEach(files::add);
            }
        }
        return files;
    }
}
