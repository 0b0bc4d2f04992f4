package dev.daybook.eventstore.serialization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it was once stored, in {@code events/<name>/<revision>.json}, or {@code none.json} when it had no revision.
 * Later additions to the same revision are in {@code <revision>-2.json} and so on.
 */
record GoldenFile(Path path) {
    private static final Path FOLDER = Path.of("src/test/resources/events");
    private static final String NO_REVISION = "none";
    /** Numbers stay as they are, to the last digit. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static List<GoldenFile> all() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(GoldenFile::new)
                    .toList();
        }
    }

    static List<GoldenFile> of(SerializedType type) throws IOException {
        return all().stream().filter(file -> file.isOf(type)).toList();
    }

    /** Never writes over one that is there. */
    static void write(SerializedType type, String stored) throws IOException {
        var number = of(type).size() + 1;
        var revision = Objects.requireNonNullElse(type.getRevision(), NO_REVISION);
        var file = FOLDER.resolve(type.getName())
                .resolve(number == 1 ? revision + ".json" : "%s-%d.json".formatted(revision, number));
        Files.createDirectories(file.getParent());
        var pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(read(stored));
        Files.writeString(file, pretty + "\n", StandardOpenOption.CREATE_NEW);
    }

    static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /** The paths of all values in it, without telling the members of a list apart. */
    static Set<String> facts(JsonNode tree) {
        return facts(tree, "").collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> facts(JsonNode node, String path) {
        if (node.isObject()) {
            return node.properties().stream().flatMap(field -> facts(field.getValue(), path + "/" + field.getKey()));
        }
        return node.isArray() ? node.valueStream().flatMap(member -> facts(member, path + "/*")) : Stream.of(path);
    }

    boolean isOf(SerializedType type) {
        return name().equals(type.getName()) && Objects.equals(revision(), type.getRevision());
    }

    /** The public name of the event. */
    String name() {
        return path.getName(path.getNameCount() - 2).toString();
    }

    @Nullable String revision() {
        var revision = path.getFileName().toString().replaceFirst("(-\\d+)?\\.json$", "");
        return revision.equals(NO_REVISION) ? null : revision;
    }

    JsonNode json() {
        return read(text());
    }

    String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name() + "/" + path.getFileName();
    }
}
