package dev.daybook.fuzz;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON or as GraphQL literals, also such as no library would write: half surrogates, numbers beyond all. */
final class Notation {
    private Notation() {}

    /** A number, exactly as it is to be written. */
    record Figure(String text) {}

    record Constant(String name) {}

    record Variable(String name) {}

    /** In ASCII, so that a request can be repeated by copying it from a terminal. */
    static String json(@Nullable Object value) {
        return switch (value) {
            case String text -> quoted(text, true);
            case Figure(var text) -> text;
            case Constant(var name) -> quoted(name, true);
            case List<?> list -> list.stream().map(Notation::json).collect(joining(",", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(String.valueOf(entry.getKey()), true) + ":" + json(entry.getValue()))
                        .collect(joining(",", "{", "}"));
            case null, default -> String.valueOf(value);
        };
    }

    /** With or without escapes for what is not ASCII. */
    static String literal(@Nullable Object value, boolean escaped) {
        return switch (value) {
            case String text -> quoted(text, escaped);
            case Figure(var text) -> text;
            case Constant(var name) -> name;
            case Variable(var name) -> "$" + name;
            case List<?> list ->
                list.stream().map(item -> literal(item, escaped)).collect(joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + literal(entry.getValue(), escaped))
                        .collect(joining(", ", "{", "}"));
            case null, default -> String.valueOf(value);
        };
    }

    private static String quoted(String text, boolean escaped) {
        return text.chars()
                .mapToObj(character -> switch (character) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    default ->
                        character < ' ' || character == 0x7F || (escaped && character > 0x7F)
                                ? "\\u%04x".formatted(character)
                                : Character.toString((char) character);
                })
                .collect(joining("", "\"", "\""));
    }
}
