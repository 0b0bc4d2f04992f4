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
 * Text that a terminal only shows. What people have typed into the shop may hold characters that steer a terminal, begin a
 * line of their own, or turn the order of others around: they are written as JSON writes them, as an escape.
 */
final class TerminalText {
    /** Marks, embeddings, overrides and isolates of right-to-left and left-to-right. */
    private static final Set<Character> DIRECTIONS = Set.of(
            '\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067',
            '\u2068', '\u2069', '\u206A', '\u206B', '\u206C', '\u206D', '\u206E', '\u206F');

    private TerminalText() {}

    /** One line, whatever is in the text. */
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

    /** For JSON, whose meaning stays as it is. */
    static final class InJson extends CharacterEscapes {
        @Override
        public int[] getEscapeCodesForAscii() {
            var codes = Arrays.copyOf(standardAsciiEscapesForJSON(), 128);
            codes[0x7F] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            // Half of a pair comes by itself, and is harmless with its other half.
            return Character.isSurrogate((char) character) || isHarmless(character)
                    ? null
                    : new SerializedString(escape(character));
        }
    }
}
