package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.NUMBER;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PAYMENT;
import static dev.daybook.ordering.OrderFixture.RESERVED_UNTIL;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.paidFromSavings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.OrderProgress.Cancellation;
import dev.daybook.ordering.OrderProgress.Shipment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderViewTest {
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-12-16T08:30:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-12-18T08:30:00Z");

    private final OrderView placed = OrderFixture.row();

    @Test
    void a_placed_order_is_pending() {
        assertThat(placed)
                .isEqualTo(
                        row(1, new OrderProgress(OrderStatus.PENDING, RESERVED_UNTIL, null, null, null, null), MONDAY));
    }

    @Test
    void a_confirmed_order_tells_when() {
        assertThat(placed.confirmed(TUESDAY))
                .isEqualTo(row(2, new OrderProgress(OrderStatus.CONFIRMED, null, TUESDAY, null, null, null), TUESDAY));
    }

    @Test
    void a_shipped_order_can_be_tracked() {
        assertThat(placed.confirmed(TUESDAY).shipped("TRACK-1", WEDNESDAY))
                .isEqualTo(row(
                        3,
                        new OrderProgress(
                                OrderStatus.SHIPPED, null, TUESDAY, new Shipment(WEDNESDAY, "TRACK-1"), null, null),
                        WEDNESDAY));
    }

    @Test
    void a_delivered_order_tells_the_times_of_all_its_steps() {
        assertThat(placed.confirmed(TUESDAY).shipped("TRACK-1", WEDNESDAY).delivered(FRIDAY))
                .isEqualTo(row(
                        4,
                        new OrderProgress(
                                OrderStatus.DELIVERED, null, TUESDAY, new Shipment(WEDNESDAY, "TRACK-1"), FRIDAY, null),
                        FRIDAY));
    }

    @Test
    void an_order_can_be_delivered_without_a_tracking_number() {
        assertThat(placed.confirmed(TUESDAY).shipped(null, WEDNESDAY).delivered(FRIDAY))
                .isEqualTo(row(
                        4,
                        new OrderProgress(
                                OrderStatus.DELIVERED, null, TUESDAY, new Shipment(WEDNESDAY, null), FRIDAY, null),
                        FRIDAY));
    }

    @Test
    void a_cancelled_order_tells_why() {
        assertThat(placed.cancelled("Found a better pen", TUESDAY))
                .isEqualTo(row(
                        2,
                        new OrderProgress(
                                OrderStatus.CANCELLED,
                                null,
                                null,
                                null,
                                null,
                                new Cancellation(TUESDAY, "Found a better pen")),
                        TUESDAY));
    }

    @Test
    void an_order_cancelled_after_it_was_confirmed_tells_both_times() {
        assertThat(placed.confirmed(TUESDAY).cancelled(null, WEDNESDAY))
                .isEqualTo(row(
                        3,
                        new OrderProgress(
                                OrderStatus.CANCELLED, null, TUESDAY, null, null, new Cancellation(WEDNESDAY, null)),
                        WEDNESDAY));
    }

    @Test
    void a_row_tells_its_order_customer_total_and_next_statuses() {
        assertThat(placed.orderId()).isEqualTo(ORDER);
        assertThat(placed.customer()).isEqualTo(ADA);
        assertThat(placed.total()).isEqualTo(euros("264.97"));
        assertThat(placed.nextStatuses()).containsExactly(OrderStatus.CONFIRMED, OrderStatus.CANCELLED);
        assertThat(placed.confirmed(TUESDAY).createdAt()).isEqualTo(MONDAY);
    }

    @Test
    void a_placed_order_is_not_paid() {
        assertThat(placed.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);
        assertThat(placed.payments()).isEmpty();
        assertThat(placed.paid()).isEqualTo(euros("0"));
        assertThat(placed.refunded()).isEqualTo(euros("0"));
    }

    @Test
    void an_order_paid_from_an_account_tells_its_payment() {
        var paid = placed.paid(paidFromSavings(), TUESDAY);
        assertThat(paid.paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(paid.paid()).isEqualTo(euros("264.97"));
        assertThat(paid.refunded()).isEqualTo(euros("0"));
        assertThat(paid.payments())
                .containsExactly(new Payment(
                        PAYMENT.value(), PaymentMethod.ACCOUNT, euros("264.97"), euros("0"), null, TUESDAY));
    }

    @Test
    void an_order_paid_elsewhere_tells_the_reference_of_its_payment() {
        assertThat(placed.paid(paidElsewhere(), TUESDAY).payments())
                .containsExactly(new Payment(
                        PAYMENT.value(), PaymentMethod.EXTERNAL, euros("264.97"), euros("0"), "Receipt 42", TUESDAY));
    }

    @Test
    void a_payment_changes_only_the_payment_and_the_version() {
        assertThat(placed.paid(paidElsewhere(), TUESDAY))
                .usingRecursiveComparison()
                .ignoringFields(
                        "version",
                        "updatedAt",
                        "payment.paymentStatus",
                        "payment.receipt",
                        "payment.paidAmount",
                        "progress.reservedUntil")
                .isEqualTo(placed);
        assertThat(placed.paid(paidElsewhere(), TUESDAY))
                .returns(2L, OrderView::version)
                .returns(null, OrderView::reservedUntil)
                .returns(TUESDAY, OrderView::updatedAt);
    }

    @Test
    void a_refund_is_partial_until_the_whole_payment_is_refunded() {
        var paid = placed.paid(paidElsewhere(), TUESDAY);
        assertThat(paid.refunded(euros("12.50"), WEDNESDAY))
                .returns(PaymentStatus.PARTIALLY_REFUNDED, OrderView::paymentStatus)
                .returns(euros("12.50"), OrderView::refunded)
                .returns(euros("264.97"), OrderView::paid);
        assertThat(paid.refunded(euros("12.50"), WEDNESDAY).refunded(euros("252.46"), FRIDAY))
                .returns(PaymentStatus.PARTIALLY_REFUNDED, OrderView::paymentStatus)
                .returns(euros("264.96"), OrderView::refunded);
        assertThat(paid.refunded(euros("12.50"), WEDNESDAY).refunded(euros("252.47"), FRIDAY))
                .returns(PaymentStatus.REFUNDED, OrderView::paymentStatus)
                .returns(euros("264.97"), OrderView::refunded)
                .returns(euros("264.97"), OrderView::paid);
    }

    @Test
    void a_payment_tells_how_much_of_it_was_refunded() {
        assertThat(placed.paid(paidElsewhere(), TUESDAY)
                        .refunded(euros("12.50"), WEDNESDAY)
                        .payments())
                .containsExactly(new Payment(
                        PAYMENT.value(),
                        PaymentMethod.EXTERNAL,
                        euros("264.97"),
                        euros("12.50"),
                        "Receipt 42",
                        TUESDAY));
    }

    @Test
    void a_refund_changes_only_the_refunded_amount_and_the_version() {
        var paid = placed.paid(paidElsewhere(), TUESDAY).confirmed(TUESDAY);
        assertThat(paid.refunded(euros("12.50"), WEDNESDAY))
                .usingRecursiveComparison()
                .ignoringFields("version", "updatedAt", "payment.paymentStatus", "payment.refundedAmount")
                .isEqualTo(paid);
        assertThat(paid.refunded(euros("12.50"), WEDNESDAY))
                .returns(4L, OrderView::version)
                .returns(WEDNESDAY, OrderView::updatedAt);
    }

    @Test
    void an_order_keeps_its_payment_in_every_status() {
        var paid = placed.paid(paidElsewhere(), TUESDAY).refunded(euros("12.50"), TUESDAY);
        var delivered = paid.confirmed(TUESDAY).shipped("TRACK-1", WEDNESDAY).delivered(FRIDAY);
        assertThat(delivered.payments()).hasSize(1).isEqualTo(paid.payments());
        assertThat(delivered.paymentStatus()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        var cancelled = paid.confirmed(TUESDAY).cancelled(null, WEDNESDAY);
        assertThat(cancelled.payments()).hasSize(1).isEqualTo(paid.payments());
        assertThat(cancelled.paymentStatus()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
    }

    @Test
    void only_a_pending_order_has_an_end_of_its_reservation() {
        assertThat(placed.reservedUntil()).isEqualTo(RESERVED_UNTIL);
        assertThat(placed.noted(TUESDAY).reservedUntil()).isEqualTo(RESERVED_UNTIL);
        assertThat(placed.confirmed(TUESDAY).reservedUntil()).isNull();
        assertThat(placed.cancelled(null, TUESDAY).reservedUntil()).isNull();
        assertThat(placed.paid(paidElsewhere(), TUESDAY).confirmed(TUESDAY).reservedUntil())
                .isNull();
    }

    @Test
    void a_note_changes_only_the_version() {
        var refunded = placed.paid(paidElsewhere(), TUESDAY)
                .confirmed(TUESDAY)
                .shipped("TRACK-1", TUESDAY)
                .delivered(TUESDAY)
                .refunded(euros("12.50"), TUESDAY);
        for (var row : List.of(placed, placed.cancelled("Found a better pen", TUESDAY), refunded)) {
            assertThat(row.noted(FRIDAY))
                    .returns(row.version() + 1, OrderView::version)
                    .returns(FRIDAY, OrderView::updatedAt)
                    .usingRecursiveComparison()
                    .ignoringFields("version", "updatedAt")
                    .isEqualTo(row);
        }
    }

    @Test
    void every_event_raises_the_version() {
        var row = placed.noted(TUESDAY)
                .paid(paidElsewhere(), TUESDAY)
                .confirmed(TUESDAY)
                .shipped("TRACK-1", WEDNESDAY)
                .delivered(FRIDAY)
                .refunded(euros("12.50"), FRIDAY)
                .noted(FRIDAY);
        assertThat(row.version()).isEqualTo(8);
    }

    private static OrderView row(long version, OrderProgress progress, Instant updatedAt) {
        return new OrderView(
                ORDER.value(),
                version,
                NUMBER,
                ADA.value(),
                new BigDecimal("264.97"),
                "EUR",
                "12 Analytical Row",
                progress,
                new PaymentProgress(PaymentStatus.UNPAID, new BigDecimal("0.00"), new BigDecimal("0.00"), null),
                MONDAY,
                updatedAt);
    }
}
