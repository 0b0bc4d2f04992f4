package dev.daybook.users.text;

import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {
    private static final String CAFE = "caf\u00E9";

    @Test
    void a_text_is_in_nfc() {
        assertThat(Typed.line("cafe\u0301", 1, 4)).isEqualTo(CAFE);
        assertThat(Typed.lines("cafe\u0301", 1, 4)).isEqualTo(CAFE);
        assertThat(Typed.name("cafe\u0301", 4)).isEqualTo(CAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\n",
                "\r\n",
                "\u00A0",
                "\u3000",
                "\u2003",
                "\u1680",
                "\u0085",
                "\u2028",
                "\u200B",
                "\u00AD",
                "\uFEFF",
                "\u2800",
                "\u200E",
                "\u200F",
                "\u2060",
                "\u180E",
                "\u3164",
                "\u115F",
                "\u034F",
                "\uFE0F",
                "\u200D",
                "\u200C",
                "\u202E",
                "\u2069",
                "\uDB40\uDC41",
                " \u200B\u00A0\u2800 "
            })
    void invisible_characters_at_the_ends_are_dropped_and_alone_are_blank(String nothing) {
        assertThat(Typed.line(nothing + "a b" + nothing, 1, 3)).isEqualTo("a b");
        assertThat(Typed.lines(nothing + "a\nb" + nothing, 1, 3)).isEqualTo("a\nb");
        assertThat(Typed.name(nothing + "a b" + nothing, 3)).isEqualTo("a b");
        assertBreaks(BLANK, "1..9", () -> Typed.line(nothing, 1, 9));
        assertBreaks(BLANK, "1..9", () -> Typed.lines(nothing + nothing, 1, 9));
        assertBreaks(BLANK, "1..9", () -> Typed.name(nothing, 9));
        assertThat(Typed.lines(nothing, 0, 9)).isEmpty();
    }

    @Test
    void no_control_character_is_in_a_line() {
        IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7F, 0xA0))
                .mapToObj(Character::toString)
                .forEach(control -> {
                    assertBreaks(INVALID_FORMAT, constraintOf(control), () -> Typed.line("a" + control + "b", 1, 9));
                    assertBreaks(INVALID_FORMAT, constraintOf(control), () -> Typed.name("a" + control + "b", 9));
                });
        assertBreaks(INVALID_FORMAT, "no control character", () -> Typed.line("a\u2028b", 1, 9));
        assertBreaks(INVALID_FORMAT, "no control character", () -> Typed.line("\u0007a", 1, 9));
    }

    private static String constraintOf(String control) {
        return control.equals("\0") ? "no NUL character" : "no control character";
    }

    @Test
    void a_text_of_many_lines_has_tabs_and_one_kind_of_line_ends() {
        assertThat(Typed.lines("a\r\nb\rc\n\td", 1, 9)).isEqualTo("a\nb\nc\n\td");
        assertBreaks(INVALID_FORMAT, "no control character", () -> Typed.lines("a\u001Bb", 1, 9));
        assertBreaks(INVALID_FORMAT, "no control character", () -> Typed.lines("a\u009Bb", 1, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069",
            })
    void no_character_of_a_text_changes_the_direction_of_others(String turn) {
        assertBreaks(INVALID_FORMAT, "no change of direction", () -> Typed.line("a" + turn + "b", 1, 9));
        assertBreaks(INVALID_FORMAT, "no change of direction", () -> Typed.lines("a" + turn + "b", 1, 9));
        assertBreaks(INVALID_FORMAT, "no change of direction", () -> Typed.name("a" + turn + "b", 9));
    }

    @Test
    void a_text_has_whole_characters() {
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> Typed.line("a\uD83D", 1, 9));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> Typed.name("\uDE00a", 9));
    }

    @Test
    void a_length_is_that_of_what_is_stored() {
        assertThat(Typed.line("  e\u0301  ", 1, 1)).hasSize(1);
        assertThat(Typed.line("\uD83D\uDE00", 1, 1)).hasSize(2);
        assertBreaks(TOO_LONG, "1..1", () -> Typed.line("ab", 1, 1));
        // Three characters that NFC takes apart.
        assertBreaks(TOO_LONG, "1..1", () -> Typed.line("\u0958", 1, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caf\u200B\u00E9", "ca\u00ADf\u00E9", "c\u2060af\u00E9", "caf\u200De\u0301", "caf\u200C\u00E9",
                "ca\uFE0Ff\u00E9", "cafe\u200B\u0301", "ca\u034Ff\u00E9", "ca\u200Ef\u00E9", "ca\u061Cf\u00E9",
                "ca\uDB40\uDC41f\u00E9", "ca\uDB40\uDD00f\u00E9", "ca\u3164f\u00E9", "ca\uFEFFf\u00E9"
            })
    void a_name_has_no_invisible_characters_within(String typed) {
        assertThat(Typed.name(typed, 9)).isEqualTo(CAFE);
        assertThat(Typed.knownBy(typed)).isEqualTo(CAFE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "a  b", "a\u00A0b", "a\u3000b", "a\u2003 b", "a\u2800b", "a \u200B b", "a\u202F\u00A0b"})
    void a_name_has_one_kind_of_space_in_it(String typed) {
        assertThat(Typed.name(typed, 3)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", // a family
                "\u2764\uFE0F\u200D\uD83D\uDD25", // a heart on fire
                "\u2764\uFE0F", // a red heart
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F", // England
                "1\uFE0F\u20E3", // a keycap
                "\uD83D\uDC4B\uD83C\uDFFD\u200D\u2640\uFE0F", // with a tone of skin
                "\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian
                "\u0915\u094D\u200D\u0937", // Devanagari
                "\u09B0\u200D\u09CD\u09AF", // Bengali
                "\u845B\uDB40\uDD00", // the variant of an ideograph
                "\u05E1\u05E4\u05E8 C++\u200E \u05D0", // Hebrew with a mark
                "\u0600123", // a sign of Arabic before a number
            })
    void invisible_characters_that_change_how_a_text_looks_stay(String typed) {
        assertThat(Typed.name(typed, 50)).isEqualTo(typed);
        assertThat(Typed.line(typed, 1, 50)).isEqualTo(typed);
        assertThat(Typed.lines(typed, 1, 50)).isEqualTo(typed);
    }

    @Test
    void a_joiner_between_signs_that_it_does_not_join_is_dropped_from_a_name() {
        assertThat(Typed.name("\uD83D\uDC4D\u200Dok", 9)).isEqualTo("\uD83D\uDC4Dok");
        assertThat(Typed.name("\u6F22\u200D\u5B57", 9)).isEqualTo("\u6F22\u5B57");
        assertThat(Typed.name("\u0645\u200C\u200C\u06CC", 9)).isEqualTo("\u0645\u200C\u06CC");
    }

    @Test
    void a_line_that_is_no_name_keeps_invisible_characters_within() {
        assertThat(Typed.line("Donau\u00ADdampf", 1, 50)).isEqualTo("Donau\u00ADdampf");
    }

    @Test
    void the_rule_changes_no_text_that_keeps_to_it() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .mapToObj(point -> "a" + Character.toString(point) + "\u0645" + Character.toString(point))
                .forEach(text -> {
                    var name = Typed.knownBy(text);
                    assertThat(Typed.knownBy(name)).isEqualTo(name);
                    var trimmed = Typed.trimmed(text);
                    assertThat(Typed.trimmed(trimmed)).isEqualTo(trimmed);
                });
    }
}
