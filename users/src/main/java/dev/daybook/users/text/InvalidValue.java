package dev.daybook.users.text;

/** A value that breaks a rule. Says which rule, so that whoever typed it can be told. */
public final class InvalidValue extends IllegalArgumentException {
    /** The kinds of rules that a value can break. */
    public enum Rule {
        BLANK,
        TOO_SHORT,
        TOO_LONG,
        INVALID_FORMAT,
        OUT_OF_RANGE,
        TOO_MANY_ITEMS,
        PASSWORD_TOO_WEAK
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

    /** What would have been accepted, for example {@code 3..50} or a regular expression. */
    public String constraint() {
        return constraint;
    }

    /** Refuses a text of another length, a blank one that must have characters, and one that PostgreSQL cannot store. */
    public static void unlessLength(String value, int min, int max) {
        var constraint = min + ".." + max;
        var length = value.codePointCount(0, value.length());
        if (length > max) {
            throw new InvalidValue(Rule.TOO_LONG, constraint, "must have at most " + max + " characters");
        }
        if (min > 0 && value.isBlank()) {
            throw new InvalidValue(Rule.BLANK, constraint, "must not be blank");
        }
        if (length < min) {
            throw new InvalidValue(Rule.TOO_SHORT, constraint, "must have at least " + min + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidValue(Rule.INVALID_FORMAT, "no NUL character", "must not contain a NUL character");
        }
        if (hasHalfPair(value)) {
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
    static boolean hasHalfPair(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
}
