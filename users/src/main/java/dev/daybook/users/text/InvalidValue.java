package dev.daybook.users.text;

/** Refusal of a value that breaks a rule. Says which rule, so that a client can be told. */
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

    /** Description of what is accepted, for example {@code 3..50} or a regular expression. */
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
        if (hasUnpairedSurrogate(value)) {
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

    /** An unpaired surrogate has no bytes in UTF-8, and would be stored as a question mark. */
    static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
}
