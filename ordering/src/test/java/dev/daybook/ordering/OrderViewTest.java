package dev.daybook.ordering;

import static dev.daybook.ordering.Shop.ADA;
import static dev.daybook.ordering.Shop.NUMBER;
import static dev.daybook.ordering.Shop.ORDER;
import static dev.daybook.ordering.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-12-16T08:30:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-12-18T08:30:00Z");

    private final OrderView placed = OrderView.placed(Shop.placed(), MONDAY);

    @Test
    void a_placed_order_is_pending() {
        assertThat(placed).isEqualTo(row(1, OrderStatus.PENDING, null, null, null, null, null, null, MONDAY));
    }

    @Test
    void a_confirmed_order_tells_when() {
        assertThat(placed.confirmed(TUESDAY))
                .isEqualTo(row(2, OrderStatus.CONFIRMED, null, null, TUESDAY, null, null, null, TUESDAY));
    }

    @Test
    void a_shipped_order_can_be_tracked() {
        assertThat(placed.confirmed(TUESDAY).shipped("TRACK-1", WEDNESDAY))
                .isEqualTo(row(3, OrderStatus.SHIPPED, "TRACK-1", null, TUESDAY, WEDNESDAY, null, null, WEDNESDAY));
    }

    @Test
    void a_delivered_order_tells_its_whole_way_and_counts_every_event() {
        assertThat(placed.confirmed(TUESDAY).shipped("TRACK-1", WEDNESDAY).delivered(FRIDAY))
                .isEqualTo(row(4, OrderStatus.DELIVERED, "TRACK-1", null, TUESDAY, WEDNESDAY, FRIDAY, null, FRIDAY));
    }

    @Test
    void a_parcel_without_a_tracking_number_is_delivered_too() {
        assertThat(placed.confirmed(TUESDAY).shipped(null, WEDNESDAY).delivered(FRIDAY))
                .isEqualTo(row(4, OrderStatus.DELIVERED, null, null, TUESDAY, WEDNESDAY, FRIDAY, null, FRIDAY));
    }

    @Test
    void a_cancelled_order_tells_why() {
        assertThat(placed.cancelled("Found a better pen", TUESDAY))
                .isEqualTo(
                        row(2, OrderStatus.CANCELLED, null, "Found a better pen", null, null, null, TUESDAY, TUESDAY));
    }

    @Test
    void an_order_cancelled_after_it_was_confirmed_tells_both() {
        assertThat(placed.confirmed(TUESDAY).cancelled(null, WEDNESDAY))
                .isEqualTo(row(3, OrderStatus.CANCELLED, null, null, TUESDAY, null, null, WEDNESDAY, WEDNESDAY));
    }

    @Test
    void a_row_knows_whose_order_it_is_what_it_costs_and_where_it_may_go() {
        assertThat(placed.orderId()).isEqualTo(ORDER);
        assertThat(placed.customer()).isEqualTo(ADA);
        assertThat(placed.total()).isEqualTo(euros("264.97"));
        assertThat(placed.nextStatuses()).containsExactly(OrderStatus.CONFIRMED, OrderStatus.CANCELLED);
        assertThat(placed.confirmed(TUESDAY).createdAt()).isEqualTo(MONDAY);
    }

    private static OrderView row(
            long version,
            OrderStatus status,
            @Nullable String trackingNumber,
            @Nullable String cancelReason,
            @Nullable Instant confirmedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant cancelledAt,
            Instant updatedAt) {
        return new OrderView(
                ORDER.value(),
                version,
                NUMBER,
                status,
                ADA.value(),
                new BigDecimal("264.97"),
                "EUR",
                "12 Analytical Row",
                trackingNumber,
                cancelReason,
                MONDAY,
                confirmedAt,
                shippedAt,
                deliveredAt,
                cancelledAt,
                updatedAt);
    }
}
