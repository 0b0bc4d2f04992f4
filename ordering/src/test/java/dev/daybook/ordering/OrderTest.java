package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static dev.daybook.ordering.Refusals.refusal;
import static dev.daybook.ordering.Shop.NOTEBOOK;
import static dev.daybook.ordering.Shop.ORDER;
import static dev.daybook.ordering.Shop.PEN;
import static dev.daybook.ordering.Shop.historyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.ConfirmOrder;
import dev.daybook.ordering.OrderCommand.DeliverOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderRefusal.IllegalTransition;
import dev.daybook.ordering.OrderRefusal.VersionConflict;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {
    /** Moves an order on its way; each of these is allowed. */
    record Step(OrderStatus from, OrderStatus to, OrderEvent event) {}

    private final StockRoom stock = new StockRoom();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(stock.fulfilment());

    @ParameterizedTest
    @MethodSource("steps")
    void an_order_goes_on_its_way(Step step) {
        order.given(historyOf(step.from()))
                .when(commandTo(step.to(), null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(step.event());
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, SHIPPED",
        "PENDING, DELIVERED",
        "CONFIRMED, CONFIRMED",
        "CONFIRMED, DELIVERED",
        "SHIPPED, CONFIRMED",
        "SHIPPED, SHIPPED",
        "SHIPPED, CANCELLED",
        "DELIVERED, CONFIRMED",
        "DELIVERED, SHIPPED",
        "DELIVERED, DELIVERED",
        "DELIVERED, CANCELLED",
        "CANCELLED, CONFIRMED",
        "CANCELLED, SHIPPED",
        "CANCELLED, DELIVERED",
        "CANCELLED, CANCELLED"
    })
    void an_order_leaves_its_way_for_nobody_and_no_stock_moves(OrderStatus from, OrderStatus to) {
        order.given(historyOf(from))
                .when(commandTo(to, null))
                .expectException(refusal(new IllegalTransition(from, to)))
                .expectNoEvents();
        assertThat(stock.told).isEmpty();
    }

    @Test
    void shipped_pieces_leave_the_house_in_the_order_of_product_ids() {
        order.given(historyOf(CONFIRMED))
                .when(new ShipOrder(ORDER, "TRACK-1", null))
                .expectEvents(new OrderShipped(ORDER, "TRACK-1"));
        assertThat(stock.told)
                .containsExactly(
                        new CommitStock(PEN, ORDER.reservation()), new CommitStock(NOTEBOOK, ORDER.reservation()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "CONFIRMED"})
    void the_pieces_of_a_cancelled_order_are_given_back_in_the_order_of_product_ids(OrderStatus status) {
        order.given(historyOf(status))
                .when(new CancelOrder(ORDER, "Found a better pen", null))
                .expectEvents(new OrderCancelled(ORDER, "Found a better pen"));
        assertThat(stock.told)
                .containsExactly(
                        new ReleaseStock(PEN, ORDER.reservation()), new ReleaseStock(NOTEBOOK, ORDER.reservation()));
    }

    @Test
    void confirming_and_delivering_move_no_stock() {
        order.given(historyOf(PENDING)).when(new ConfirmOrder(ORDER, null)).expectEvents(new OrderConfirmed(ORDER));
        order.given(historyOf(SHIPPED)).when(new DeliverOrder(ORDER, null)).expectEvents(new OrderDelivered(ORDER));
        assertThat(stock.told).isEmpty();
    }

    @Test
    void an_order_whose_pieces_cannot_leave_the_house_is_not_shipped() {
        stock.refuses(NOTEBOOK, new IllegalStateException("The door is stuck"));
        order.given(historyOf(CONFIRMED))
                .when(new ShipOrder(ORDER, null, null))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    @Test
    void an_order_whose_pieces_cannot_be_given_back_is_not_cancelled() {
        stock.refuses(NOTEBOOK, new IllegalStateException("The door is stuck"));
        order.given(historyOf(PENDING))
                .when(new CancelOrder(ORDER, null, null))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void who_has_seen_the_last_change_may_move_an_order(Step step) {
        var history = historyOf(step.from());
        order.given(history)
                .when(commandTo(step.to(), (long) history.size()))
                .expectSuccessfulHandlerExecution()
                .expectEvents(step.event());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void who_has_seen_another_version_may_not_move_an_order_and_no_stock_moves(Step step) {
        var history = historyOf(step.from());
        for (var seen : new long[] {0, history.size() - 1, history.size() + 1, history.size() + (1L << 32)}) {
            order.given(history)
                    .when(commandTo(step.to(), seen))
                    .expectException(refusal(new VersionConflict(seen, history.size())))
                    .expectNoEvents();
        }
        assertThat(stock.told).isEmpty();
    }

    @Test
    void who_has_seen_another_version_hears_of_that_first() {
        order.given(historyOf(CANCELLED))
                .when(new CancelOrder(ORDER, null, 1L))
                .expectException(refusal(new VersionConflict(1, 2)));
    }

    @Test
    void who_cancels_twice_having_seen_the_first_time_is_told_that_it_is_cancelled() {
        order.given(historyOf(CANCELLED))
                .when(new CancelOrder(ORDER, null, 2L))
                .expectException(refusal(new IllegalTransition(CANCELLED, CANCELLED)));
    }

    private static Stream<Step> steps() {
        return Stream.of(
                new Step(PENDING, CONFIRMED, new OrderConfirmed(ORDER)),
                new Step(PENDING, CANCELLED, new OrderCancelled(ORDER, null)),
                new Step(CONFIRMED, SHIPPED, new OrderShipped(ORDER, null)),
                new Step(CONFIRMED, CANCELLED, new OrderCancelled(ORDER, null)),
                new Step(SHIPPED, DELIVERED, new OrderDelivered(ORDER)));
    }

    private static OrderCommand commandTo(OrderStatus status, @Nullable Long expectedVersion) {
        return switch (status) {
            case PENDING -> throw new IllegalArgumentException("No order becomes pending again");
            case CONFIRMED -> new ConfirmOrder(ORDER, expectedVersion);
            case SHIPPED -> new ShipOrder(ORDER, null, expectedVersion);
            case DELIVERED -> new DeliverOrder(ORDER, expectedVersion);
            case CANCELLED -> new CancelOrder(ORDER, null, expectedVersion);
        };
    }
}
