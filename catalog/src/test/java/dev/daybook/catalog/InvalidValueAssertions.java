package dev.daybook.catalog;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.users.text.InvalidValue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts which rule a value breaks, and the constraint that it names. */
public final class InvalidValueAssertions {
    private InvalidValueAssertions() {}

    public static void assertBreaks(InvalidValue.Rule rule, String constraint, ThrowingCallable value) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(value)
                .returns(rule, InvalidValue::rule)
                .returns(constraint, InvalidValue::constraint);
    }
}
