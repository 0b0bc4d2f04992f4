package dev.daybook.catalog.product;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTest {
    private static final String FORMAT = "^[A-Z0-9-]+$";

    @ParameterizedTest
    @CsvSource({"NB-A5-01, NB-A5-01", "nb-a5-01, NB-A5-01", "Nb, NB", "0, 0", "-, -"})
    void small_letters_are_made_capital(String typed, String printed) {
        assertThat(new Sku(typed)).hasToString(printed).isEqualTo(new Sku(printed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é漢", "ß", "ﬁ", "NB 01", "NB_01", "NB.01", "NB/01", "NB\n", "١", "\u212A", "NB\0"})
    void an_sku_has_only_ascii_letters_digits_and_hyphens(String typed) {
        var constraint = typed.contains("\0") ? "no NUL character" : FORMAT;
        assertBreaks(INVALID_FORMAT, constraint, () -> new Sku(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ı", "ſ"})
    void a_small_letter_that_is_not_ascii_is_refused_even_if_its_capital_is(String typed) {
        assertBreaks(INVALID_FORMAT, FORMAT, () -> new Sku(typed));
    }

    @Test
    void an_sku_has_1_to_50_characters() {
        assertBreaks(BLANK, "1..50", () -> new Sku(""));
        assertBreaks(BLANK, "1..50", () -> new Sku(" "));
        assertThat(new Sku("n".repeat(50)).value()).isEqualTo("N".repeat(50));
        assertBreaks(TOO_LONG, "1..50", () -> new Sku("n".repeat(51)));
    }
}
