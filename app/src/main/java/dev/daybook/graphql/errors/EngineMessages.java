package dev.daybook.graphql.errors;

import graphql.GraphQLError;
import graphql.execution.UnknownOperationException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words in which the engine refuses: our own, in one language, and without the values that were sent. Nearly all come
 * from its resource bundles, for which {@link #LOCALE} selects those of ours; the engine has the rest in its code.
 */
final class EngineMessages {
    /** English as this shop speaks it, whatever language the client would like. */
    static final Locale LOCALE = Locale.of("en", "", "daybook");

    private static final int LONGEST_WORD = 100;
    private static final Pattern LONG_WORD = Pattern.compile("\\S{%d,}".formatted(LONGEST_WORD + 1));

    private record Phrase(Pattern theirs, String ours) {
        Phrase(String theirs, String ours) {
            this(Pattern.compile(theirs), ours);
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
            message = phrase.theirs().matcher(message).replaceFirst(phrase.ours());
        }
        return LONG_WORD
                .matcher(message)
                .replaceAll(word -> Matcher.quoteReplacement(word.group().substring(0, LONGEST_WORD - 1) + "…"));
    }
}
