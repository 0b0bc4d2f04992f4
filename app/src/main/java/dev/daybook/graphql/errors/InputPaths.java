package dev.daybook.graphql.errors;

import dev.daybook.graphql.types.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the path to a value in the arguments of a field. */
public final class InputPaths {
    private InputPaths() {}

    /** The path to the first global id with this id inside, for example {@code input, lines, 1, productId}. */
    public static @Nullable List<String> find(Object input, UUID id) {
        var path = new ArrayList<String>();
        return find(input, id, path) ? path : null;
    }

    /** The path to another field of the object in which this id is found. */
    public static @Nullable List<String> findBeside(Object input, UUID id, String field) {
        var path = find(input, id);
        if (path != null) {
            path.set(path.size() - 1, field);
        }
        return path;
    }

    /** The path to a field of the input, if it was given. */
    public static @Nullable List<String> given(String field, Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input && input.get(field) != null
                ? List.of("input", field)
                : null;
    }

    /** The type of the global id at this path. */
    static String typeAt(List<String> path, Object input) {
        var found = input;
        for (var step : path) {
            found = found instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : ((Map<?, ?>) Objects.requireNonNull(found)).get(step);
        }
        return GlobalId.parse(String.valueOf(found)).orElseThrow().type();
    }

    private static boolean find(Object input, UUID id, List<String> path) {
        return switch (input) {
            case String text ->
                GlobalId.parse(text).filter(found -> found.id().equals(id)).isPresent();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .anyMatch(entry -> entry.getValue() != null
                                && findBelow(entry.getKey().toString(), entry.getValue(), id, path));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (findBelow(Integer.toString(i), list.get(i), id, path)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }

    private static boolean findBelow(String step, Object input, UUID id, List<String> path) {
        path.add(step);
        if (find(input, id, path)) {
            return true;
        }
        path.removeLast();
        return false;
    }
}
