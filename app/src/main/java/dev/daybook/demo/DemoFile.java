package dev.daybook.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** Reads the tables of the demo; the first row of each names its columns. */
final class DemoFile {
    private DemoFile() {}

    static List<Map<String, String>> read(String name) {
        try (var stream = new ClassPathResource("demo/" + name).getInputStream();
                MappingIterator<Map<String, String>> rows = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(stream)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read demo/" + name, e);
        }
    }
}
