package dev.daybook.catalog;

/** A value that breaks a rule of this module. Says which rule, so that whoever typed it can be told. */
public final class InvalidValue extends IllegalArgumentException {
    /** The kinds of rules that a value can break. */
    public enum Rule {
        BLANK,
        TOO_LONG,
        INVALID_FORMAT,
        OUT_OF_RANGE
    }

    private final Rule rule;
    private final String constraint;

    public InvalidValue(Rule rule, String constraint, String message) {
        super(message);
        this.rule = rule;
        this.constraint = constraint;
    }

    public Rule rule() {
        return rule;
    }

    /** What would have been accepted, for example {@code 1..200} or a regular expression. */
    public String constraint() {
        return constraint;
    }

    /** Refuses a text that is blank or has more than {@code max} characters. */
    public static void unlessText(String value, int max) {
        var constraint = "1.." + max;
        if (value.isBlank()) {
            throw new InvalidValue(Rule.BLANK, constraint, "must not be blank");
        }
        unlessAtMost(value, max);
    }

    /** Refuses a text of more than {@code max} characters, or with one that PostgreSQL cannot store. */
    public static void unlessAtMost(String value, int max) {
        if (value.codePointCount(0, value.length()) > max) {
            throw new InvalidValue(Rule.TOO_LONG, "at most " + max, "must have at most " + max + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidValue(Rule.INVALID_FORMAT, "no NUL character", "must not contain a NUL character");
        }
        if (value.codePoints().anyMatch(InvalidValue::isUnpairedSurrogate)) {
            throw new InvalidValue(
                    Rule.INVALID_FORMAT, "no unpaired surrogate", "must not contain half of a surrogate pair");
        }
    }

    /** Refuses a number outside the range. */
    public static void unlessBetween(long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(Rule.OUT_OF_RANGE, min + ".." + max, "must be from " + min + " to " + max);
        }
    }

    /** Half of a character beyond the first 65,536: UTF-8 has no bytes for it, and it would be stored as a question mark. */
    private static boolean isUnpairedSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
