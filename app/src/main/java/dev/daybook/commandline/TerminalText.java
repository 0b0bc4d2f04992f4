package dev.daybook.commandline;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * Escapes control characters in text for a terminal, as JSON does. What people have typed into the shop may hold
 * characters that steer a terminal, break the line, or reverse the order of others.
 */
final class TerminalText {
    /** Directional marks, embeddings, overrides and isolates of right-to-left and left-to-right text. */
    private static final Set<Character> DIRECTIONS = Set.of(
            '\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067',
            '\u2068', '\u2069', '\u206A', '\u206B', '\u206C', '\u206D', '\u206E', '\u206F');

    private TerminalText() {}

    /** The text as one line. */
    static String line(String text) {
        if (text.codePoints().allMatch(TerminalText::isHarmless)) {
            return text;
        }
        return text.codePoints()
                .mapToObj(character -> isHarmless(character) ? Character.toString(character) : escape(character))
                .collect(Collectors.joining());
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> character > Character.MAX_VALUE || !DIRECTIONS.contains((char) character);
        };
    }

    private static String escape(int character) {
        return "\\u" + HexFormat.of().withUpperCase().toHexDigits((char) character);
    }

    /** Escapes the same characters within JSON, whose meaning stays the same. */
    static final class InJson extends CharacterEscapes {
        @Override
        public int[] getEscapeCodesForAscii() {
            var codes = Arrays.copyOf(standardAsciiEscapesForJSON(), 128);
            codes[0x7F] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            // A surrogate comes here by itself, and is harmless with its other half.
            return Character.isSurrogate((char) character) || isHarmless(character)
                    ? null
                    : new SerializedString(escape(character));
        }
    }
}
