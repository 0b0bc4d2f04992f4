package dev.daybook.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of the demo: JSON lines, each a row by the names of its columns. */
final class DemoFile {
    private DemoFile() {}

    static List<Map<String, String>> read(String name) {
        try (var stream = new ClassPathResource("demo/" + name).getInputStream();
                MappingIterator<Map<String, String>> rows = new JsonMapper()
                        .readerFor(new TypeReference<Map<String, String>>() {})
                        .readValues(stream)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read demo/" + name, e);
        }
    }
}
