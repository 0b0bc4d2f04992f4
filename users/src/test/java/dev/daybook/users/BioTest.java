package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BioTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Mathematician.", "Two\nlines, one 🙂"})
    void people_say_of_themselves_what_they_want(String typed) {
        assertThat(new Bio(typed)).hasToString(typed);
    }

    @Test
    void a_bio_has_at_most_1000_characters() {
        assertThat(new Bio("a".repeat(1000)).value()).hasSize(1000);
        assertBreaks(TOO_LONG, "0..1000", () -> new Bio("a".repeat(1001)));
    }

    @Test
    void a_bio_has_no_nul_character() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new Bio("\0"));
    }
}
