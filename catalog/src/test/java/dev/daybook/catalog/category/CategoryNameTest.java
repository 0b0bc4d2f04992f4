package dev.daybook.catalog.category;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CategoryNameTest {
    @Test
    void a_name_is_kept_as_it_was_typed() {
        assertThat(new CategoryName("Paper & Ink")).hasToString("Paper & Ink");
    }

    @Test
    void a_name_has_1_to_100_characters() {
        assertBreaks(BLANK, "1..100", () -> new CategoryName(""));
        assertBreaks(BLANK, "1..100", () -> new CategoryName(" "));
        assertThat(new CategoryName("n").value()).hasSize(1);
        assertThat(new CategoryName("n".repeat(100)).value()).hasSize(100);
        assertBreaks(TOO_LONG, "1..100", () -> new CategoryName("n".repeat(101)));
    }

    @Test
    void a_smiley_counts_as_one_character() {
        assertThat(new CategoryName("🖊".repeat(100)).value()).hasSize(200);
        assertBreaks(TOO_LONG, "1..100", () -> new CategoryName("🖊".repeat(101)));
    }

    @Test
    void a_name_has_no_nul_character() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new CategoryName("Paper\0Ink"));
    }

    @Test
    void a_name_has_no_half_of_a_smiley() {
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new CategoryName("Paper\ud83d"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new CategoryName("\udd8aInk"));
    }
}
