package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.PASSWORD_TOO_WEAK;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_SHORT;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @ParameterizedTest
    @ValueSource(strings = {"Engine1843", "ALLCAPS1", "Zażółć gęślą 1", "Éclair-٣-éclair"})
    void a_password_has_a_capital_and_a_digit_of_any_script(String typed) {
        assertThat(new Password(typed).value()).isEqualTo(typed);
    }

    @Test
    void a_password_has_8_to_100_characters() {
        assertBreaks(TOO_SHORT, "8..100", () -> new Password("Engine1"));
        assertThat(new Password("Engine18").value()).hasSize(8);
        assertThat(new Password("E1" + "x".repeat(98)).value()).hasSize(100);
        assertBreaks(TOO_LONG, "8..100", () -> new Password("E1" + "x".repeat(99)));
    }

    @Test
    void a_smiley_counts_as_one_character() {
        assertBreaks(TOO_SHORT, "8..100", () -> new Password("E1🙂🙂🙂🙂🙂"));
        assertThat(new Password("E1🙂🙂🙂🙂🙂🙂").value()).endsWith("🙂");
    }

    @Test
    void a_password_without_a_capital_is_too_weak() {
        assertBreaks(PASSWORD_TOO_WEAK, "an upper-case letter", () -> new Password("alllowercase1"));
        assertThatThrownBy(() -> new Password("alllowercase1"))
                .hasMessage("must contain at least one uppercase letter");
    }

    @Test
    void a_password_without_a_digit_is_too_weak() {
        assertBreaks(PASSWORD_TOO_WEAK, "a digit", () -> new Password("AnalyticalEngine"));
        assertThatThrownBy(() -> new Password("AnalyticalEngine")).hasMessage("must contain at least one digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password1", "PASSW0RD", "Qwerty123", "1234567Z", "Trustno1"})
    void a_password_is_none_of_the_most_common(String typed) {
        assertBreaks(PASSWORD_TOO_WEAK, "not one of the most common passwords", () -> new Password(typed));
    }

    @Test
    void a_password_is_not_blank() {
        assertBreaks(BLANK, "8..100", () -> new Password(" ".repeat(8)));
    }

    @Test
    void a_password_has_no_nul_character() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new Password("Engine\0001843"));
    }

    @Test
    void a_refused_password_is_not_repeated_in_the_refusal() {
        assertThatThrownBy(() -> new Password("alllowercase1")).message().doesNotContain("alllowercase1");
    }

    @Test
    void neither_a_password_nor_its_hash_is_printed() {
        assertThat(new Password("Engine1843")).hasToString("********");
        assertThat(new PasswordHash("{argon2id}secret")).hasToString("********");
    }
}
