package dev.daybook.support;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Reads what went wrong from an answer. */
public final class Answers {
    private Answers() {}

    /** The errors in the payload of a mutation, each as its code and its field, for example {@code TAKEN input.slug}. */
    public static List<String> userErrors(Response response, String mutation) {
        return errorsAt(response, mutation + ".userErrors");
    }

    /** The same, wherever they are in the answer. */
    public static List<String> errorsAt(Response response, String path) {
        return response.path(path).entityList(Map.class).get().stream()
                .map(error -> error.get("code") + " " + path(Objects.requireNonNullElse(error.get("field"), List.of())))
                .map(String::strip)
                .toList();
    }

    /** The codes of the top-level errors. */
    public static List<String> codes(Response response) {
        var codes = new ArrayList<String>();
        response.errors()
                .satisfy(errors -> errors.forEach(
                        error -> codes.add(String.valueOf(error.getExtensions().get("code")))));
        return codes;
    }

    private static String path(Object field) {
        return ((List<?>) field).stream().map(String::valueOf).collect(joining("."));
    }
}
