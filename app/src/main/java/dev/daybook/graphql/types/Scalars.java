package dev.daybook.graphql.types;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scalar types of the schema, as it describes them. */
public final class Scalars {
    /** First time with a year of four digits; PostgreSQL does not go much further either. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    /** Digits below microseconds, which PostgreSQL would round, perhaps into the next year. */
    private static final Pattern BELOW_MICROSECONDS = Pattern.compile("(?<=\\.[0-9]{6})[0-9]+");

    private static final Pattern CURRENCY = Pattern.compile("^[A-Z]{3}$");
    private static final Pattern KEY = Pattern.compile("^[\\x21-\\x7E]([\\x20-\\x7E]{0,253}[\\x21-\\x7E])?$");
    private static final Pattern DECIMAL = Pattern.compile("^-?\\d{1,30}(\\.\\d{1,30})?$");
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    public static final GraphQLScalarType DATE_TIME = scalar(
            "DateTime",
            "an RFC 3339 instant of the years 0001 to 9999 such as 2026-01-31T10:15:30.123Z",
            Scalars::instant,
            Scalars::text);
    public static final GraphQLScalarType DECIMAL_TYPE = scalar(
            "Decimal",
            "an exact decimal such as \"79.99\"",
            Scalars::decimal,
            value -> ((BigDecimal) value).toPlainString());
    public static final GraphQLScalarType LONG =
            scalar("Long", "a 64-bit signed integer", Long::valueOf, value -> value);
    public static final GraphQLScalarType CURRENCY_CODE =
            scalar("CurrencyCode", "an ISO 4217 code such as EUR", value -> matching(CURRENCY, value), value -> value);
    public static final GraphQLScalarType IDEMPOTENCY_KEY = scalar(
            "IdempotencyKey", "1..255 printable ASCII characters", value -> matching(KEY, value), value -> value);

    /** Replaces the engine's own scalar, which takes any value that can be turned into a text. */
    public static final GraphQLScalarType ID = scalar(
                    "ID", "a string or an integer", value -> value, value -> String.valueOf(value))
            .transform(id ->
                    id.description("Opaque text that names one object for ever; an integer is accepted as input."));

    /** Output only: no input has this type. */
    public static final GraphQLScalarType JSON =
            scalar("JSON", "nothing: there is no input of this type", Scalars::refused, value -> value);

    private Scalars() {}

    private static Object refused(String value) {
        throw new IllegalArgumentException(value);
    }

    private static Instant instant(String value) {
        var cut = BELOW_MICROSECONDS.matcher(value).replaceFirst("");
        var instant = OffsetDateTime.parse(cut.toUpperCase(Locale.ROOT)).toInstant();
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(value);
        }
        return instant;
    }

    /** Formats a time with as many decimals as it needs, but at least milliseconds. */
    private static String text(Object instant) {
        var text = INSTANT.format((Instant) instant);
        return text.endsWith("000Z") ? text.substring(0, text.length() - 4) + "Z" : text;
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(matching(DECIMAL, value));
    }

    private static String matching(Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static GraphQLScalarType scalar(
            String name, String expected, Function<String, Object> parse, Function<Object, Object> serialize) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextCoercing(expected, parse, serialize))
                .build();
    }

    /** Coercing of a text: a string or an integer is accepted, a float never, since it would no longer be exact. */
    private record TextCoercing(String expected, Function<String, Object> parse, Function<Object, Object> write)
            implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return write.apply(value);
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return parse.apply(textOf(input));
            } catch (RuntimeException _) {
                throw new CoercingParseValueException("Expected " + expected);
            }
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                return parse.apply(textOf(literal(input)));
            } catch (RuntimeException _) {
                throw new CoercingParseLiteralException("Expected " + expected);
            }
        }

        private static @Nullable Object literal(Value<?> input) {
            return switch (input) {
                case StringValue text -> text.getValue();
                case IntValue number -> number.getValue();
                default -> null;
            };
        }

        private static String textOf(@Nullable Object input) {
            return switch (input) {
                case String text -> text;
                case Integer number -> number.toString();
                case Long number -> number.toString();
                case BigInteger number -> number.toString();
                case null, default -> throw new IllegalArgumentException();
            };
        }
    }
}
