package dev.daybook.users.text;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;

import com.ibm.icu.text.UnicodeSet;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * Rule for every text that a person types: in NFC, without white space and invisible characters at its ends, with neither
 * control characters nor changes of direction within, and as long as it may be after all that.
 *
 * <p>A value that stands in events applies it where it is typed ({@code ProductName.typed}) and not where it is made: what
 * was stored before there was such a rule is read as it is.
 */
public final class Typed {
    private static final UnicodeSet CONTROLS = new UnicodeSet("[:Cc:]").freeze();
    private static final UnicodeSet LINE_BREAKS = new UnicodeSet("[[:Zl:][:Zp:]]").freeze();
    private static final Pattern SPACES = Pattern.compile("[\\p{IsWhite_Space}\u2800]+");
    private static final UnicodeSet DIRECTION_CHANGES = new UnicodeSet("[\\u202A-\\u202E\\u2066-\\u2069]").freeze();

    private Typed() {}

    /** A text of one line, of {@code min} to {@code max} characters. */
    public static String line(String typed, int min, int max) {
        return withoutControls(ofLength(trimmed(typed), min, max), false);
    }

    /** A text that may have line feeds and tabs; other ends of a line become line feeds. */
    public static String lines(String typed, int min, int max) {
        var text = trimmed(typed).replace("\r\n", "\n").replace('\r', '\n');
        return withoutControls(ofLength(text, min, max), true);
    }

    /**
     * A line of 1 to {@code max} characters that identifies something: without invisible characters that change nothing of
     * how it looks, and with one plain space for white space of any kind, so that no two names differ by these alone.
     */
    public static String name(String typed, int max) {
        var name = ofLength(knownBy(typed), 1, max);
        // The text as typed: changes of direction are invisible too, but refused rather than dropped.
        withoutControls(trimmed(typed), false);
        return name;
    }

    /** The form of a {@link #name}, of whatever length and with whatever is in it. */
    public static String knownBy(String typed) {
        // A dropped character may have kept a letter and its accent apart.
        return SPACES.matcher(normalized(Invisible.dropFrom(trimmed(typed)))).replaceAll(" ");
    }

    /** The form in which a text is looked up that was stored by this rule. Refuses nothing. */
    public static String trimmed(String typed) {
        return Invisible.trim(normalized(typed));
    }

    /** Whether PostgreSQL can store the text: without NUL and unpaired surrogates. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && !InvalidValue.hasUnpairedSurrogate(text);
    }

    /** NFC, and no more: for what is never shown. */
    public static String normalized(String typed) {
        return Normalizer.normalize(typed, Form.NFC);
    }

    private static String ofLength(String text, int min, int max) {
        InvalidValue.unlessLength(text, min, max);
        return text;
    }

    private static String withoutControls(String text, boolean ofManyLines) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (CONTROLS.contains(c)
                    ? !ofManyLines || c != '\n' && c != '\t'
                    : !ofManyLines && LINE_BREAKS.contains(c)) {
                throw new InvalidValue(INVALID_FORMAT, "no control character", "must not contain a control character");
            }
            if (DIRECTION_CHANGES.contains(c)) {
                throw new InvalidValue(
                        INVALID_FORMAT,
                        "no change of direction",
                        "must not contain a character that changes the direction of others");
            }
        }
        return text;
    }
}
