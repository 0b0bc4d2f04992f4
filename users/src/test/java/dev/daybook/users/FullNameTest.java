package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Ada Lovelace", "Augusta Ada King, Countess of Lovelace", "Björk", "李小龙"})
    void people_are_called_what_they_want(String typed) {
        assertThat(new FullName(typed)).hasToString(typed);
    }

    @Test
    void a_full_name_has_at_most_100_characters() {
        assertThat(new FullName("a".repeat(100)).value()).hasSize(100);
        assertBreaks(TOO_LONG, "0..100", () -> new FullName("a".repeat(101)));
    }

    @Test
    void a_smiley_counts_as_one_character() {
        assertThat(new FullName("🙂".repeat(100)).value()).hasSize(200);
        assertBreaks(TOO_LONG, "0..100", () -> new FullName("🙂".repeat(101)));
    }

    @Test
    void a_full_name_has_no_nul_character() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new FullName("Ada\0Lovelace"));
    }

    @Test
    void a_full_name_has_no_half_of_a_smiley() {
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new FullName("Ada\ud83d"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new FullName("\ude42Ada"));
    }
}
