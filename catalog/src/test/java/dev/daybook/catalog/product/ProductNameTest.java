package dev.daybook.catalog.product;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductNameTest {
    @Test
    void a_name_is_kept_as_it_was_typed() {
        assertThat(new ProductName("Notebook, ruled (A5) 📓")).hasToString("Notebook, ruled (A5) 📓");
    }

    @Test
    void a_name_has_1_to_200_characters() {
        assertBreaks(BLANK, "1..200", () -> new ProductName(""));
        assertBreaks(BLANK, "1..200", () -> new ProductName("\t"));
        assertThat(new ProductName("n").value()).hasSize(1);
        assertThat(new ProductName("n".repeat(200)).value()).hasSize(200);
        assertBreaks(TOO_LONG, "1..200", () -> new ProductName("n".repeat(201)));
    }

    @Test
    void a_smiley_counts_as_one_character() {
        assertThat(new ProductName("📓".repeat(200)).value()).hasSize(400);
        assertBreaks(TOO_LONG, "1..200", () -> new ProductName("📓".repeat(201)));
    }

    @Test
    void a_name_has_no_nul_character() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new ProductName("Note\0book"));
    }
}
