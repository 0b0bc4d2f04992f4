package dev.daybook.ordering;

import static dev.daybook.ordering.InvalidValueAssertions.assertBreaks;
import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.INK;
import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.ordering.OrderCommand.AddOrderNote;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.PaymentSource.PaidElsewhere;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.users.text.InvalidValue;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCommandTest {
    @Test
    void the_lines_keep_their_order() {
        var wanted = new LinkedHashMap<ProductId, Integer>();
        wanted.put(NOTEBOOK, 2);
        wanted.put(PEN, 3);
        wanted.put(INK, 1);
        assertThat(place(wanted).quantities()).containsExactly(entry(NOTEBOOK, 2), entry(PEN, 3), entry(INK, 1));
    }

    @Test
    void the_quantities_are_copied() {
        var wanted = new LinkedHashMap<ProductId, Integer>();
        wanted.put(PEN, 3);
        var command = place(wanted);
        wanted.put(PEN, 300);
        assertThat(command.quantities()).containsExactly(entry(PEN, 3));
    }

    @Test
    void an_order_without_lines_is_refused() {
        assertBreaks(OUT_OF_RANGE, "1..100", () -> place(new TreeMap<>()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_000_001})
    void a_line_with_less_than_one_piece_or_more_than_a_billion_is_refused(int quantity) {
        var wanted = new LinkedHashMap<ProductId, Integer>();
        wanted.put(PEN, quantity);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> place(wanted))
                .returns(OUT_OF_RANGE, InvalidValue::rule);
    }

    @Test
    void a_shipping_address_has_at_most_1000_characters() {
        assertThat(PlaceOrder.shippingAddress("12 Analytical Row\nLondon")).isEqualTo("12 Analytical Row\nLondon");
        assertThat(PlaceOrder.shippingAddress("")).isEmpty();
        assertThat(PlaceOrder.shippingAddress("a".repeat(1000))).hasSize(1000);
        assertBreaks(TOO_LONG, "0..1000", () -> PlaceOrder.shippingAddress("a".repeat(1001)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> PlaceOrder.shippingAddress("\0"));
    }

    @Test
    void a_tracking_number_has_at_most_100_characters() {
        assertThat(ShipOrder.trackingNumber("TRACK-1")).isEqualTo("TRACK-1");
        assertThat(ShipOrder.trackingNumber("1".repeat(100))).hasSize(100);
        assertBreaks(TOO_LONG, "0..100", () -> ShipOrder.trackingNumber("1".repeat(101)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> ShipOrder.trackingNumber("\0"));
    }

    @Test
    void a_reason_has_at_most_500_characters() {
        assertThat(CancelOrder.reason("Found a better pen")).isEqualTo("Found a better pen");
        assertThat(CancelOrder.reason("r".repeat(500))).hasSize(500);
        assertBreaks(TOO_LONG, "0..500", () -> CancelOrder.reason("r".repeat(501)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> CancelOrder.reason("\0"));
    }

    @Test
    void a_payment_made_elsewhere_has_a_reference_of_1_to_200_characters() {
        assertThat(new PaidElsewhere("Receipt 42").reference()).isEqualTo("Receipt 42");
        assertThat(new PaidElsewhere("r".repeat(200)).reference()).hasSize(200);
        assertBreaks(BLANK, "1..200", () -> new PaidElsewhere(""));
        assertBreaks(BLANK, "1..200", () -> new PaidElsewhere(" "));
        assertBreaks(TOO_LONG, "1..200", () -> new PaidElsewhere("r".repeat(201)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new PaidElsewhere("r\0"));
    }

    @Test
    void a_refund_has_a_reason_of_1_to_500_characters() {
        assertThat(refund("r".repeat(500)).reason()).hasSize(500);
        assertBreaks(BLANK, "1..500", () -> refund(""));
        assertBreaks(BLANK, "1..500", () -> refund(" "));
        assertBreaks(TOO_LONG, "1..500", () -> refund("r".repeat(501)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> refund("r\0"));
    }

    @Test
    void a_refund_has_a_positive_amount_or_none() {
        assertThat(refund(euros("0.01")).amount()).isEqualTo(euros("0.01"));
        assertThat(refund("The pen leaks").amount()).isNull();
        assertBreaks(OUT_OF_RANGE, "> 0", () -> refund(euros("0.00")));
        assertBreaks(OUT_OF_RANGE, "> 0", () -> refund(euros("-0.01")));
    }

    @Test
    void the_returned_goods_are_copied_and_keep_their_order() {
        var returned = new LinkedHashMap<ProductId, Integer>();
        returned.put(NOTEBOOK, 2);
        returned.put(PEN, 3);
        var command = new RefundOrder(ORDER, null, "The pen leaks", returned);
        returned.put(PEN, 300);
        assertThat(command.returned()).containsExactly(entry(NOTEBOOK, 2), entry(PEN, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_000_001})
    void a_return_of_less_than_one_piece_or_more_than_a_billion_is_refused(int quantity) {
        var returned = new LinkedHashMap<ProductId, Integer>();
        returned.put(PEN, quantity);
        assertBreaks(OUT_OF_RANGE, "1..1000000000", () -> new RefundOrder(ORDER, null, "The pen leaks", returned));
    }

    @Test
    void a_note_has_1_to_2000_characters() {
        assertThat(new AddOrderNote(ORDER, "n".repeat(2000)).text()).hasSize(2000);
        assertBreaks(BLANK, "1..2000", () -> new AddOrderNote(ORDER, ""));
        assertBreaks(BLANK, "1..2000", () -> new AddOrderNote(ORDER, "\n"));
        assertBreaks(TOO_LONG, "1..2000", () -> new AddOrderNote(ORDER, "n".repeat(2001)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new AddOrderNote(ORDER, "n\0"));
    }

    private static RefundOrder refund(String reason) {
        return new RefundOrder(ORDER, null, reason, new TreeMap<>());
    }

    private static RefundOrder refund(Money amount) {
        return new RefundOrder(ORDER, amount, "The pen leaks", new TreeMap<>());
    }

    private static PlaceOrder place(SequencedMap<ProductId, Integer> quantities) {
        return new PlaceOrder(ORDER, ADA, quantities, null, null);
    }
}
