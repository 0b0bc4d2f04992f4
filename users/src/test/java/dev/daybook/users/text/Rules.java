package dev.daybook.users.text;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts which rule a value breaks, and what would have been accepted. */
public final class Rules {
    private Rules() {}

    public static void assertBreaks(InvalidValue.Rule rule, String constraint, ThrowingCallable value) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(value)
                .returns(rule, InvalidValue::rule)
                .returns(constraint, InvalidValue::constraint);
    }
}
