package dev.daybook.graphql.errors;

import graphql.GraphQLError;
import graphql.execution.UnknownOperationException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages of graphql-java's errors in our wording, in one language, and without the values that were sent. Nearly all
 * come from its resource bundles, where {@link #LOCALE} selects our texts; the messages that graphql-java has in its
 * code are replaced here.
 */
final class EngineMessages {
    /** Locale of our resource bundles, whatever language the client prefers. */
    static final Locale LOCALE = Locale.of("en", "", "daybook");

    private static final int MAX_WORD = 100;
    private static final Pattern LONG_WORD = Pattern.compile("\\S{%d,}".formatted(MAX_WORD + 1));

    private record Phrase(Pattern original, String replacement) {
        Phrase(String original, String replacement) {
            this(Pattern.compile(original), replacement);
        }
    }

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("^Must provide operation name .*", "There are several operations: name one as operationName"),
            new Phrase("^Variable '\\w+' has an invalid value: (?=Variable ')", ""),
            new Phrase("^Variable '(\\w+)' has an invalid value: ", "The variable '$1' is not valid: "),
            new Phrase(
                    "^Variable '(\\w+)' has coerced Null value for NonNull type '(.*)'$",
                    "The variable '$1' must not be null: it is a '$2'"),
            new Phrase(
                    "(?:Input f|F)ield '(\\w+)' (?:of variable '\\w+' )?has coerced Null value for NonNull type '(.*)'$",
                    "The field '$1' must not be null: it is a '$2'"),
            new Phrase("Coerced Null value for NonNull type '(.*)'$", "A '$1' must not be null"),
            new Phrase("Expected type 'Map' but was .*", "Expected an object"),
            new Phrase(
                    "^The variables input contains a field name '(.*)' that is not defined for input object type '(.*)' ?$",
                    "'$2' has no field '$1'"));

    private EngineMessages() {}

    static String of(GraphQLError error) {
        var message = Objects.requireNonNullElse(error.getMessage(), "The request is not valid");
        if (error instanceof UnknownOperationException && message.startsWith("Unknown")) {
            return "There is no operation of the name that operationName says";
        }
        for (var phrase : PHRASES) {
            message = phrase.original().matcher(message).replaceFirst(phrase.replacement());
        }
        return LONG_WORD
                .matcher(message)
                .replaceAll(word -> Matcher.quoteReplacement(word.group().substring(0, MAX_WORD - 1) + "…"));
    }
}
