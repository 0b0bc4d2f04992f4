package dev.daybook.ordering;

import static dev.daybook.ordering.Shop.ADA;
import static dev.daybook.ordering.Shop.NUMBER;
import static dev.daybook.ordering.Shop.euros;
import static dev.daybook.ordering.Shop.paidElsewhere;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.users.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderFiguresViewTest {
    private static final UserId GRACE = new UserId(UUID.fromString("00000000-0000-0000-0000-0000000c0b01"));
    private static final Instant MONDAY = Shop.MONDAY;
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final OrderView placed = Shop.row();
    private final OrderView paid = placed.paid(paidElsewhere(), TUESDAY);
    private final OrderView cancelled = placed.cancelled(null, TUESDAY);
    private final OrderFiguresView adas = OrderFiguresView.of(placed).getFirst();

    @Test
    void an_order_counts_for_its_customer_and_then_for_its_day() {
        assertThat(OrderFiguresView.of(placed))
                .containsExactly(
                        new OrderFiguresView(
                                UUID.fromString("bc6b9a6a-7a1e-35fc-acf1-a6d67a804a26"),
                                0,
                                ADA.value(),
                                null,
                                "EUR",
                                0,
                                0,
                                0,
                                0,
                                0,
                                amount("0.00"),
                                amount("0.00"),
                                amount("0.00")),
                        new OrderFiguresView(
                                UUID.fromString("d1bdb58b-8255-3f19-8067-9ad465470341"),
                                0,
                                null,
                                Instant.parse("2026-12-14T00:00:00Z"),
                                "EUR",
                                0,
                                0,
                                0,
                                0,
                                0,
                                amount("0.00"),
                                amount("0.00"),
                                amount("0.00")));
    }

    @Test
    void an_order_counts_in_the_same_figures_wherever_it_goes() {
        assertThat(OrderFiguresView.of(paid.confirmed(TUESDAY).shipped(null, TUESDAY)))
                .isEqualTo(OrderFiguresView.of(placed));
    }

    @Test
    void what_the_ids_are_made_of_is_what_the_migration_makes_them_of() {
        assertThat(OrderFiguresView.of(placed))
                .extracting(OrderFiguresView::id)
                .containsExactly(
                        named("customer/00000000-0000-0000-0000-00000000ada0/EUR"), named("day/2026-12-14/EUR/a"));
    }

    @Test
    void orders_of_a_customer_count_together_whenever_they_were_placed() {
        var later = row(0xb, ADA, euros("12.50"), TUESDAY);
        assertThat(customers(later)).isEqualTo(customers(placed));
        assertThat(days(later).id()).isNotEqualTo(days(placed).id());
    }

    @Test
    void orders_of_two_customers_do_not_count_together() {
        var graces = row(0xaa, GRACE, euros("12.50"), MONDAY);
        assertThat(customers(graces).id()).isNotEqualTo(customers(placed).id());
        assertThat(days(graces)).isEqualTo(days(placed));
    }

    @Test
    void orders_of_two_currencies_do_not_count_together() {
        var dollars = row(0xaa, ADA, Money.of("12.50", "USD"), MONDAY);
        assertThat(customers(dollars))
                .returns("USD", OrderFiguresView::currency)
                .extracting(OrderFiguresView::id)
                .isNotEqualTo(customers(placed).id());
        assertThat(days(dollars))
                .returns("USD", OrderFiguresView::currency)
                .extracting(OrderFiguresView::id)
                .isNotEqualTo(days(placed).id());
    }

    @Test
    void a_day_is_counted_in_sixteen_parts_by_the_last_digit_of_the_id_of_an_order() {
        assertThat(LongStream.range(0, 64)
                        .mapToObj(
                                id -> days(row(id, ADA, euros("12.50"), MONDAY)).id())
                        .distinct())
                .hasSize(16);
        assertThat(days(row(0xba, GRACE, euros("12.50"), MONDAY))).isEqualTo(days(placed));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-13T23:59:59.999999999Z, 2026-12-13",
        "2026-12-14T00:00:00Z, 2026-12-14",
        "2026-12-14T23:59:59.999999999Z, 2026-12-14",
        "2026-12-15T00:00:00Z, 2026-12-15"
    })
    void a_day_begins_at_midnight_by_utc(Instant at, String day) {
        assertThat(days(row(0xaa, ADA, euros("12.50"), at)))
                .returns(named("day/" + day + "/EUR/a"), OrderFiguresView::id)
                .returns(Instant.parse(day + "T00:00:00Z"), OrderFiguresView::day);
    }

    @Test
    void a_placed_order_is_pending_and_revenue() {
        assertThat(adas.changed(null, placed)).isEqualTo(adas(1, new int[] {1, 0, 0, 0, 0}, "264.97", "0.00", "0.00"));
    }

    @Test
    void an_order_is_counted_where_it_is_now() {
        var confirmed = placed.confirmed(TUESDAY);
        var shipped = confirmed.shipped(null, TUESDAY);
        var delivered = shipped.delivered(TUESDAY);
        var figures = adas.changed(null, placed).changed(placed, confirmed);
        assertThat(figures).isEqualTo(adas(2, new int[] {0, 1, 0, 0, 0}, "264.97", "0.00", "0.00"));
        figures = figures.changed(confirmed, shipped);
        assertThat(figures).isEqualTo(adas(3, new int[] {0, 0, 1, 0, 0}, "264.97", "0.00", "0.00"));
        figures = figures.changed(shipped, delivered);
        assertThat(figures).isEqualTo(adas(4, new int[] {0, 0, 0, 1, 0}, "264.97", "0.00", "0.00"));
    }

    @Test
    void a_cancelled_order_is_counted_and_no_revenue() {
        assertThat(adas.changed(null, placed).changed(placed, cancelled))
                .isEqualTo(adas(2, new int[] {0, 0, 0, 0, 1}, "0.00", "0.00", "0.00"));
    }

    @Test
    void what_was_paid_and_given_back_is_counted_also_of_a_cancelled_order() {
        var off = paid.cancelled(null, TUESDAY);
        var refunded = off.refunded(euros("264.97"), TUESDAY);
        var figures = adas.changed(null, placed).changed(placed, paid);
        assertThat(figures).isEqualTo(adas(2, new int[] {1, 0, 0, 0, 0}, "264.97", "264.97", "0.00"));
        figures = figures.changed(paid, off);
        assertThat(figures).isEqualTo(adas(3, new int[] {0, 0, 0, 0, 1}, "0.00", "264.97", "0.00"));
        figures = figures.changed(off, refunded);
        assertThat(figures).isEqualTo(adas(4, new int[] {0, 0, 0, 0, 1}, "0.00", "264.97", "264.97"));
    }

    @Test
    void figures_that_a_note_leaves_as_they_are_have_not_changed() {
        var figures = adas.changed(null, placed);
        assertThat(figures.changed(placed, placed.noted(TUESDAY))).isSameAs(figures);
        var off = figures.changed(placed, cancelled);
        assertThat(off.changed(cancelled, cancelled.noted(TUESDAY))).isSameAs(off);
    }

    @ParameterizedTest
    @MethodSource("weeks")
    void whatever_happens_the_figures_are_what_a_recount_finds(long week) {
        var random = new Random(week);
        var orders = new ArrayList<OrderView>();
        var figures = new HashMap<UUID, OrderFiguresView>();
        var changes = new HashMap<UUID, Long>();
        for (var event = 0; event < 60; event++) {
            var index = random.nextInt(orders.size() + 1);
            var before = index == orders.size() ? null : orders.get(index);
            var after = before == null ? anyPlaced(random) : anyNext(before, random);
            if (before == null) {
                orders.add(after);
            } else {
                orders.set(index, after);
            }
            count(before, after, figures, changes);
        }
        assertThat(figures).isEqualTo(recount(orders, changes)).hasSizeGreaterThan(3);
    }

    private static Stream<Long> weeks() {
        return LongStream.range(0, 50).boxed();
    }

    private static void count(
            @Nullable OrderView before, OrderView after, Map<UUID, OrderFiguresView> figures, Map<UUID, Long> changes) {
        var noted = before != null && before.noted(after.updatedAt()).equals(after);
        for (var none : OrderFiguresView.of(after)) {
            figures.put(none.id(), figures.getOrDefault(none.id(), none).changed(before, after));
            changes.merge(none.id(), noted ? 0L : 1L, Long::sum);
        }
    }

    private static Map<UUID, OrderFiguresView> recount(List<OrderView> orders, Map<UUID, Long> changes) {
        var recounted = new HashMap<UUID, OrderFiguresView>();
        for (var none :
                orders.stream().map(OrderFiguresView::of).flatMap(List::stream).toList()) {
            var counted = orders.stream()
                    .filter(order -> OrderFiguresView.of(order).contains(none))
                    .toList();
            recounted.put(
                    none.id(),
                    new OrderFiguresView(
                            none.id(),
                            changes.getOrDefault(none.id(), 0L),
                            none.customerId(),
                            none.day(),
                            none.currency(),
                            in(OrderStatus.PENDING, counted),
                            in(OrderStatus.CONFIRMED, counted),
                            in(OrderStatus.SHIPPED, counted),
                            in(OrderStatus.DELIVERED, counted),
                            in(OrderStatus.CANCELLED, counted),
                            sum(
                                    OrderView::totalAmount,
                                    counted.stream()
                                            .filter(order -> order.status() != OrderStatus.CANCELLED)
                                            .toList()),
                            sum(OrderView::paidAmount, counted),
                            sum(OrderView::refundedAmount, counted)));
        }
        return recounted;
    }

    private static int in(OrderStatus status, List<OrderView> orders) {
        return (int) orders.stream().filter(order -> order.status() == status).count();
    }

    private static BigDecimal sum(Function<OrderView, BigDecimal> amount, List<OrderView> orders) {
        return orders.stream().map(amount).reduce(amount("0.00"), BigDecimal::add);
    }

    private static OrderView anyPlaced(Random random) {
        return row(
                random.nextInt(3),
                random.nextBoolean() ? ADA : GRACE,
                Money.of(BigDecimal.valueOf(random.nextLong(1, 100_000), 2), random.nextBoolean() ? "EUR" : "USD"),
                random.nextBoolean() ? MONDAY : TUESDAY);
    }

    /** One of what may happen to the order, each as likely as the others. */
    private static OrderView anyNext(OrderView order, Random random) {
        var left = order.paid().minus(order.refunded());
        var possible = new ArrayList<OrderView>();
        possible.add(order.noted(TUESDAY));
        order.nextStatuses().forEach(status -> possible.add(moved(order, status)));
        if (left.isPositive()) {
            possible.add(order.refunded(left, TUESDAY));
            possible.add(order.refunded(Money.of("0.01", order.currency()), TUESDAY));
        }
        if (order.payments().isEmpty() && order.status() != OrderStatus.CANCELLED) {
            possible.add(order.paid(
                    new OrderPaid(
                            order.orderId(), Shop.PAYMENT, PaymentMethod.EXTERNAL, order.total(), null, "Receipt 42"),
                    TUESDAY));
        }
        return possible.get(random.nextInt(possible.size()));
    }

    private static OrderView moved(OrderView order, OrderStatus status) {
        return switch (status) {
            case PENDING -> throw new IllegalArgumentException("No order becomes pending again");
            case CONFIRMED -> order.confirmed(TUESDAY);
            case SHIPPED -> order.shipped(null, TUESDAY);
            case DELIVERED -> order.delivered(TUESDAY);
            case CANCELLED -> order.cancelled(null, TUESDAY);
        };
    }

    private static OrderView row(long id, UserId customer, Money total, Instant at) {
        return OrderView.placed(
                new OrderPlaced(new OrderId(new UUID(0, id)), NUMBER, customer, List.of(), total, null, null), at);
    }

    private static OrderFiguresView customers(OrderView order) {
        return OrderFiguresView.of(order).getFirst();
    }

    private static OrderFiguresView days(OrderView order) {
        return OrderFiguresView.of(order).getLast();
    }

    private OrderFiguresView adas(long version, int[] byStatus, String revenue, String paid, String refunded) {
        return new OrderFiguresView(
                adas.id(),
                version,
                ADA.value(),
                null,
                "EUR",
                byStatus[0],
                byStatus[1],
                byStatus[2],
                byStatus[3],
                byStatus[4],
                amount(revenue),
                amount(paid),
                amount(refunded));
    }

    private static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
