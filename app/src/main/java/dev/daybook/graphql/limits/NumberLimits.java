package dev.daybook.graphql.limits;

import graphql.parser.ParsingListener;
import org.jspecify.annotations.Nullable;

/**
 * Parsing listener that refuses a number beyond the range of any field while it is still text: turning a million
 * digits into a number takes half a minute, and an exponent beyond an {@code int} escapes the engine as an exception.
 */
final class NumberLimits implements ParsingListener {

    static final int MAX_DIGITS = 64;
    static final int MAX_EXPONENT_DIGITS = 3;

    @Override
    public void onToken(Token token) {
        String text = token.getText();
        if (isNumber(text)) {
            refuseAbove(MAX_DIGITS, digitsOf(text), "digits");
            int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
            if (exponent > 0) {
                refuseAbove(MAX_EXPONENT_DIGITS, digitsOf(text.substring(exponent)), "digits in its exponent");
            }
        }
    }

    private static boolean isNumber(@Nullable String token) {
        return token != null && !token.isEmpty() && (token.charAt(0) == '-' || Character.isDigit(token.charAt(0)));
    }

    private static long digitsOf(String number) {
        return number.chars().filter(Character::isDigit).count();
    }

    private static void refuseAbove(int limit, long digits, String what) {
        if (digits > limit) {
            throw refusal(limit, digits, what);
        }
    }

    static QueryTooComplex tooLong(long digits) {
        return refusal(MAX_DIGITS, digits, "digits");
    }

    private static QueryTooComplex refusal(int limit, long digits, String what) {
        return new QueryTooComplex("A number may have at most %d %s, not %d.".formatted(limit, what, digits));
    }
}
