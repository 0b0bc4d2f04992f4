package dev.daybook.catalog;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.01", "12.50", "99999999.99"})
    void a_price_is_more_than_nothing_and_less_than_a_hundred_million(String amount) {
        assertThat(Price.of(amount, "EUR").money()).isEqualTo(Money.of(amount, "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-0.01", "-12.50", "100000000", "100000000.01"})
    void a_price_of_nothing_or_of_a_hundred_million_is_refused(String amount) {
        assertBreaks(OUT_OF_RANGE, "> 0 and < 100000000", () -> Price.of(amount, "EUR"));
    }

    @Test
    void a_price_has_no_thousandths() {
        assertBreaks(INVALID_FORMAT, "at most 2 decimals", () -> Price.of("12.505", "EUR"));
    }

    @Test
    void a_price_is_printed_with_its_currency() {
        assertThat(Price.of("12.5", "EUR")).hasToString("12.50 EUR").isEqualTo(Price.of("12.50", "EUR"));
    }
}
