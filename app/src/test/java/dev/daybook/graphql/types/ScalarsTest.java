package dev.daybook.graphql.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:15:30Z, 2026-01-31T10:15:30Z",
        "2026-01-31t10:15:30.5z, 2026-01-31T10:15:30.5Z",
        "2026-01-31T10:15:30.123456Z, 2026-01-31T10:15:30.123456Z",
        "2026-01-31T10:15:30.1234569Z, 2026-01-31T10:15:30.123456Z",
        "2026-01-31T10:15:30.123456999999999999999999Z, 2026-01-31T10:15:30.123456Z",
        "2026-12-31T23:59:59.9999999Z, 2026-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "2026-01-31T10:15:30.9999999+05:30, 2026-01-31T04:45:30.999999Z",
        "2026-01-31T10:15:30-00:00, 2026-01-31T10:15:30Z",
        "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.9999999999999+00:00, 9999-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00.0000001Z, 0001-01-01T00:00:00Z",
        "0000-12-31T23:30:00-01:00, 0001-01-01T00:30:00Z"
    })
    void an_instant_is_read_to_the_microsecond_and_never_rounded(String text, Instant instant) {
        assertThat(value(text)).isEqualTo(instant);
        assertThat(literal(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-31T23:59:60Z",
                "2026-01-31T24:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-01-31 10:15:30Z",
                "2026-01-31T10:15:30",
                "2026-01-31T10:15:30,5Z",
                "2026-01-31T10:15:30+19:00",
                "2026-01-31",
                "10000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.9999999-00:01",
                "0001-01-01T00:00:00+00:01",
                "0000-12-31T23:59:59.999999Z",
                "-0001-01-01T00:00:00Z",
                "",
                "now"
            })
    void a_value_that_is_no_instant_is_a_bad_request(String text) {
        assertThatThrownBy(() -> value(text))
                .isInstanceOf(CoercingParseValueException.class)
                .hasMessageContaining("RFC 3339");
        assertThatThrownBy(() -> literal(text))
                .isInstanceOf(CoercingParseLiteralException.class)
                .hasMessageContaining("RFC 3339");
    }

    @Test
    void a_number_is_no_instant() {
        assertThatThrownBy(() -> Scalars.DATE_TIME
                        .getCoercing()
                        .parseValue(1_769_854_530L, GraphQLContext.getDefault(), Locale.ROOT))
                .isInstanceOf(CoercingParseValueException.class);
    }

    private static @Nullable Object value(String text) {
        return Scalars.DATE_TIME.getCoercing().parseValue(text, GraphQLContext.getDefault(), Locale.ROOT);
    }

    private static @Nullable Object literal(String text) {
        return Scalars.DATE_TIME
                .getCoercing()
                .parseLiteral(
                        StringValue.of(text),
                        CoercedVariables.emptyVariables(),
                        GraphQLContext.getDefault(),
                        Locale.ROOT);
    }
}
