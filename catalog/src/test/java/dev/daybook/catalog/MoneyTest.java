package dev.daybook.catalog;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @Test
    void three_times_79_99_is_239_97() {
        assertThat(euros("79.99").times(3)).isEqualTo(euros("239.97"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.10, 0.20, 0.30",
        "12.50, 7.50, 20.00",
        "12.50, -12.50, 0.00",
        "9999999999999999.98, 0.01, 9999999999999999.99"
    })
    void sums_are_exact(String one, String other, String sum) {
        assertThat(euros(one).plus(euros(other))).isEqualTo(euros(sum));
    }

    @ParameterizedTest
    @CsvSource({
        "0.30, 0.10, 0.20",
        "20.00, 7.50, 12.50",
        "12.50, 20.00, -7.50",
        "12.50, -7.50, 20.00",
        "12.50, 12.50, 0.00",
        "-9999999999999999.98, 0.01, -9999999999999999.99"
    })
    void differences_are_exact(String one, String other, String difference) {
        assertThat(euros(one).minus(euros(other))).isEqualTo(euros(difference));
    }

    @ParameterizedTest
    @CsvSource({"12.50, -12.50", "-12.50, 12.50", "0.00, 0.00", "9999999999999999.99, -9999999999999999.99"})
    void a_negated_amount_has_the_opposite_sign(String here, String there) {
        assertThat(euros(here).negated()).isEqualTo(euros(there));
        assertThat(dollars(here).negated()).isEqualTo(dollars(there));
    }

    @ParameterizedTest
    @CsvSource({"12.50, 0, 0.00", "12.50, 1, 12.50", "12.50, -2, -25.00", "0.01, 2147483647, 21474836.47"})
    void an_amount_times_a_quantity_is_exact(String each, int pieces, String all) {
        assertThat(euros(each).times(pieces)).isEqualTo(euros(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "12.50", "12.500000", "1250E-2", "0.125E2"})
    void an_amount_is_the_same_however_it_is_written(String written) {
        assertThat(euros(written)).isEqualTo(euros("12.50")).hasSameHashCodeAs(euros("12.50"));
        assertThat(euros(written)).hasToString("12.50 EUR");
    }

    @Test
    void a_round_amount_is_written_out() {
        assertThat(euros("1E+3")).hasToString("1000.00 EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.505", "12.501", "0.001", "-0.001", "239.96999999999997"})
    void an_amount_with_more_decimals_is_refused_rather_than_rounded(String tooFine) {
        assertBreaks(INVALID_FORMAT, "at most 2 decimals", () -> euros(tooFine));
    }

    @Test
    void named_money_is_less_than_10_to_the_16_either_way() {
        assertThat(named("9999999999999999.99", "EUR").isTooLarge()).isFalse();
        assertThat(named("-9999999999999999.99", "EUR").isTooLarge()).isFalse();
        assertBreaks(OUT_OF_RANGE, "< 10^16", () -> named("10000000000000000", "EUR"));
        assertBreaks(OUT_OF_RANGE, "< 10^16", () -> named("-10000000000000000", "EUR"));
    }

    @Test
    void a_sum_of_10_to_the_16_or_more_is_too_large_but_can_be_computed() {
        assertThat(euros("9999999999999999.99").plus(euros("0.01")))
                .hasToString("10000000000000000.00 EUR")
                .returns(true, Money::isTooLarge);
        assertThat(euros("-9999999999999999.99").minus(euros("0.01")).isTooLarge())
                .isTrue();
        assertThat(euros("99999999.99").times(1_000_000_000).isTooLarge()).isTrue();
        assertBreaks(OUT_OF_RANGE, "< 10^30", () -> euros("1E+1000000000"));
    }

    @Test
    void only_more_than_nothing_is_positive() {
        assertThat(euros("0.01").isPositive()).isTrue();
        assertThat(Money.zero(Currency.getInstance("EUR")).isPositive()).isFalse();
        assertThat(euros("-0.01").isPositive()).isFalse();
    }

    @Test
    void zero_is_zero_of_a_currency() {
        assertThat(Money.zero(Currency.getInstance("EUR")))
                .isEqualTo(euros("0"))
                .isNotEqualTo(dollars("0"));
    }

    @Test
    void money_of_one_currency_can_be_compared() {
        assertThat(euros("9.00")).isLessThan(euros("12.50"));
        assertThat(euros("12.50")).isGreaterThan(euros("-12.50")).isEqualByComparingTo(euros("12.5"));
    }

    @Test
    void euros_and_dollars_are_neither_added_nor_taken_away_nor_compared() {
        assertThat(euros("12.50")).isNotEqualTo(dollars("12.50"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> euros("12.50").plus(dollars("12.50")))
                .withMessageContainingAll("12.50 EUR", "12.50 USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> euros("12.50").minus(dollars("12.50")))
                .withMessageContainingAll("12.50 EUR", "12.50 USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> euros("12.50").compareTo(dollars("12.50")))
                .withMessageContainingAll("12.50 EUR", "12.50 USD");
    }

    @ParameterizedTest
    @CsvSource({"1500.00, 1500 JPY", "1.5, 1.500 BHD", "1.234, 1.234 BHD", "7, 7 XOF", "12.5, 12.50 XCD"})
    void an_amount_has_the_decimals_of_its_currency(String amount, String shown) {
        var currency = shown.split(" ", -1)[1];
        assertThat(Money.of(amount, currency)).hasToString(shown).isEqualTo(named(amount, currency));
    }

    @ParameterizedTest
    @CsvSource({"100.5, JPY, 0", "0.01, JPY, 0", "1.2345, BHD, 3", "1.234, EUR, 2", "100.50, XAF, 0"})
    void named_money_has_no_more_decimals_than_its_currency(String amount, String currency, int most) {
        assertBreaks(INVALID_FORMAT, "at most %d decimals".formatted(most), () -> named(amount, currency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XDR", "XSU", "XUA", "XBA", "DEM", "FRF", "HRK", "BGN", "ANG",
                "SLL", "ZWL", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "BOV"
            })
    void named_money_is_not_of_a_currency_out_of_use(String currency) {
        assertBreaks(INVALID_FORMAT, "ISO 4217, in use", () -> named("12", currency));
        assertThat(Money.of("12.50", currency).amount())
                .as("what was stored is still money")
                .isEqualByComparingTo("12.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "GBP", "CHF", "JPY", "BHD", "XAF", "XOF", "XPF", "XCD", "XCG", "SLE", "ZWG"})
    void named_money_is_of_a_currency_in_use(String currency) {
        assertThat(named("12", currency).currencyCode()).isEqualTo(currency);
    }

    @Test
    void yen_that_were_stored_with_cents_keep_them() {
        assertThat(Money.of("100.50", "JPY")).hasToString("100.50 JPY").isEqualTo(Money.of("100.5", "JPY"));
        assertThat(Money.of("100.50", "JPY").times(2)).isEqualTo(Money.of("201", "JPY"));
        assertBreaks(INVALID_FORMAT, "at most 2 decimals", () -> Money.of("100.505", "JPY"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.00, EUR, 3, 3.33",
        "20.00, EUR, 3, 6.67",
        "0.05, EUR, 2, 0.03",
        "-0.05, EUR, 2, -0.03",
        "3, JPY, 2, 2",
        "100, JPY, 3, 33",
        "1.000, BHD, 3, 0.333",
        "0.001, BHD, 2, 0.001"
    })
    void a_share_is_rounded_half_up_to_the_decimals_of_the_currency(
            String amount, String currency, int shares, String share) {
        assertThat(Money.of(amount, currency).dividedBy(shares)).isEqualTo(Money.of(share, currency));
    }

    @Test
    void money_knows_the_code_of_its_currency() {
        assertThat(dollars("12.50").currencyCode()).isEqualTo("USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "ZZZ", "€"})
    void a_currency_has_an_iso_4217_code(String code) {
        assertBreaks(INVALID_FORMAT, "ISO 4217", () -> Money.of("12.50", code));
    }

    private static Money named(String amount, String currency) {
        return Money.named(new BigDecimal(amount), currency);
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    private static Money dollars(String amount) {
        return Money.of(amount, "USD");
    }
}
