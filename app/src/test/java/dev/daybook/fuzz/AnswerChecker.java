package dev.daybook.fuzz;

import static graphql.schema.GraphQLTypeUtil.unwrapAll;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with an answer, whatever was asked. */
final class AnswerChecker {
    private static final JsonMapper JSON = new JsonMapper();

    /** Traces of the implementation that no error message may contain. */
    private static final Pattern INSIDE =
            Pattern.compile("Exception\\b|(OutOfMemory|StackOverflow)Error|\\bat [\\w.$]+\\(|\\bjava\\.|org\\.spring"
                    + "|dev\\.daybook|graphql\\.|tools\\.jackson|postgres|jdbc|ANTLR|offending token|Validation error \\("
                    + "|(Object|Enum|String|Int|Float|Array|Boolean|Null)Value\\b");

    private static final Pattern LONG_ECHO = Pattern.compile("(.)\\1{100}", Pattern.DOTALL);

    private AnswerChecker() {}

    /** Returns the faults of an answer over HTTP that is not a stream of events. */
    static List<String> faults(int status, String body, Map<String, GraphQLFieldDefinition> roots) {
        if (status >= 500) {
            return List.of("Status " + status);
        }
        try {
            var answer = JSON.readTree(body);
            return status >= 400 && answer.path("errors").isEmpty()
                    ? List.of("Status " + status + " without errors")
                    : faults(answer, roots);
        } catch (JacksonException _) {
            return List.of("Status " + status + " with a body that is not JSON");
        }
    }

    static List<String> faults(JsonNode answer, Map<String, GraphQLFieldDefinition> roots) {
        var faults = new ArrayList<String>();
        if (!answer.isObject() || (!answer.has("data") && !answer.has("errors"))) {
            faults.add("Neither data nor errors");
        }
        if (answer.has("errors")) {
            if (answer.path("errors").isEmpty()) {
                faults.add("An empty list of errors");
            }
            ofErrors(answer.path("errors"), faults);
        }
        roots.forEach((name, field) -> ofPayload(answer.path("data").path(name), field, answer.has("errors"), faults));
        return faults;
    }

    static void ofErrors(JsonNode errors, List<String> faults) {
        for (var error : errors) {
            ofMessage(error.path("message"), faults);
            var code = error.path("extensions").path("code").asString("");
            if (!code.matches("[A-Z_]+")) {
                faults.add("An error without a code");
            } else if (code.equals("INTERNAL")) {
                faults.add("INTERNAL");
            }
        }
    }

    private static void ofMessage(JsonNode message, List<String> faults) {
        var text = message.asString("");
        if (text.isBlank()) {
            faults.add("An error without a message");
        }
        var inside = INSIDE.matcher(text);
        if (inside.find()) {
            faults.add("A message that tells of the inside: " + inside.group());
        }
        if (LONG_ECHO.matcher(text).find()) {
            faults.add("A message that repeats a long value");
        }
    }

    /** A change has been written, or it says why not. */
    private static void ofPayload(
            JsonNode payload, GraphQLFieldDefinition field, boolean incomplete, List<String> faults) {
        var errors = payload.path("userErrors");
        if (!errors.isArray() || !(unwrapAll(field.getType()) instanceof GraphQLObjectType type)) {
            return;
        }
        for (var error : errors) {
            ofMessage(error.path("message"), faults);
            if (!error.path("field").isNull() && !isPlace(error.path("field"), field)) {
                faults.add("A field that is not in the input: " + error.path("field"));
            }
        }
        for (var subject : type.getFieldDefinitions()) {
            var found = payload.path(subject.getName());
            var isSubject = subject.getType() instanceof GraphQLObjectType;
            if (isSubject && !incomplete && !found.isMissingNode() && found.isNull() == errors.isEmpty()) {
                faults.add("Written although refused, or neither: " + field.getName());
            }
        }
    }

    private static boolean isPlace(JsonNode path, GraphQLFieldDefinition field) {
        if (path.isEmpty()) {
            return false;
        }
        var argument = field.getArgument(path.path(0).asString(""));
        var type = argument == null ? null : unwrapAll(argument.getType());
        for (int i = 1; i < path.size() && type != null; i++) {
            var key = path.path(i).asString("");
            if (!key.matches("\\d+")) {
                var inner = type instanceof GraphQLInputObjectType object ? object.getFieldDefinition(key) : null;
                type = inner == null ? null : unwrapAll(inner.getType());
            }
        }
        return type != null;
    }
}
