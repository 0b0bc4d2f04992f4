package dev.daybook.ordering.account;

import static dev.daybook.ordering.InvalidValueAssertions.assertBreaks;
import static dev.daybook.ordering.account.AccountFixture.ADA;
import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.ALANS;
import static dev.daybook.ordering.account.AccountFixture.EURO;
import static dev.daybook.ordering.account.AccountFixture.TRANSFER;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.account.AccountCommand.DepositFunds;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCommandTest {
    @Test
    void an_account_has_a_name_of_1_to_100_characters() {
        assertThat(open("S").name()).isEqualTo("S");
        assertThat(open("s".repeat(100)).name()).hasSize(100);
        assertBreaks(BLANK, "1..100", () -> open(""));
        assertBreaks(BLANK, "1..100", () -> open(" "));
        assertBreaks(TOO_LONG, "1..100", () -> open("s".repeat(101)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> open("s\0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "12.50", "9999999999999999.99"})
    void amounts_may_be_of_a_cent_or_very_large(String amount) {
        assertThat(deposit(amount, "Cash").amount()).isEqualTo(euros(amount));
        assertThat(transfer(amount, null).amount()).isEqualTo(euros(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-0.01", "-9999999999999999.99"})
    void amounts_of_zero_or_less_are_refused(String amount) {
        assertBreaks(OUT_OF_RANGE, "> 0", () -> deposit(amount, "Cash"));
        assertBreaks(OUT_OF_RANGE, "> 0", () -> transfer(amount, null));
    }

    @Test
    void a_deposit_has_a_reference_of_1_to_200_characters() {
        assertThat(deposit("12.50", "C").reference()).isEqualTo("C");
        assertThat(deposit("12.50", "c".repeat(200)).reference()).hasSize(200);
        assertBreaks(BLANK, "1..200", () -> deposit("12.50", ""));
        assertBreaks(BLANK, "1..200", () -> deposit("12.50", " "));
        assertBreaks(TOO_LONG, "1..200", () -> deposit("12.50", "c".repeat(201)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> deposit("12.50", "c\0"));
    }

    @Test
    void a_transfer_has_no_reference_or_one_of_1_to_200_characters() {
        assertThat(transfer("12.50", null).reference()).isNull();
        assertThat(transfer("12.50", "r".repeat(200)).reference()).hasSize(200);
        assertBreaks(BLANK, "1..200", () -> transfer("12.50", ""));
        assertBreaks(BLANK, "1..200", () -> transfer("12.50", " "));
        assertBreaks(TOO_LONG, "1..200", () -> transfer("12.50", "r".repeat(201)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> transfer("12.50", "r\0"));
    }

    private static OpenAccount open(String name) {
        return new OpenAccount(ADAS, ADA, name, EURO);
    }

    private static DepositFunds deposit(String amount, String reference) {
        return new DepositFunds(ADAS, euros(amount), reference);
    }

    private static TransferFunds transfer(String amount, @Nullable String reference) {
        return new TransferFunds(TRANSFER, ADA, ADAS, ALANS, euros(amount), reference);
    }
}
