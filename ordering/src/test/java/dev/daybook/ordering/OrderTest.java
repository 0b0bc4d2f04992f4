package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.historyOf;
import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static dev.daybook.ordering.Refusals.refusal;
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
    /** Allowed change of the status, and its event. */
    record Step(OrderStatus from, OrderStatus to, OrderEvent event) {}

    private final RecordingGateway gateway = new RecordingGateway();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(gateway.fulfilment());

    @ParameterizedTest
    @MethodSource("steps")
    void every_allowed_step_is_taken(Step step) {
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
    void every_other_step_is_refused_and_moves_no_stock(OrderStatus from, OrderStatus to) {
        order.given(historyOf(from))
                .when(commandTo(to, null))
                .expectException(refusal(new IllegalTransition(from, to)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void shipping_commits_the_stock_in_the_order_of_product_ids() {
        order.given(historyOf(CONFIRMED))
                .when(new ShipOrder(ORDER, "TRACK-1", null))
                .expectEvents(new OrderShipped(ORDER, "TRACK-1"));
        assertThat(gateway.sent)
                .containsExactly(
                        new CommitStock(PEN, ORDER.reservation()), new CommitStock(NOTEBOOK, ORDER.reservation()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "CONFIRMED"})
    void cancelling_releases_the_stock_in_the_order_of_product_ids(OrderStatus status) {
        order.given(historyOf(status))
                .when(new CancelOrder(ORDER, "Found a better pen", null))
                .expectEvents(new OrderCancelled(ORDER, "Found a better pen"));
        assertThat(gateway.sent)
                .containsExactly(
                        new ReleaseStock(PEN, ORDER.reservation()), new ReleaseStock(NOTEBOOK, ORDER.reservation()));
    }

    @Test
    void confirming_and_delivering_move_no_stock() {
        order.given(historyOf(PENDING)).when(new ConfirmOrder(ORDER, null)).expectEvents(new OrderConfirmed(ORDER));
        order.given(historyOf(SHIPPED)).when(new DeliverOrder(ORDER, null)).expectEvents(new OrderDelivered(ORDER));
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void an_order_is_not_shipped_when_its_stock_cannot_be_committed() {
        gateway.refuses(NOTEBOOK, new IllegalStateException("The door is stuck"));
        order.given(historyOf(CONFIRMED))
                .when(new ShipOrder(ORDER, null, null))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    @Test
    void an_order_is_not_cancelled_when_its_stock_cannot_be_released() {
        gateway.refuses(NOTEBOOK, new IllegalStateException("The door is stuck"));
        order.given(historyOf(PENDING))
                .when(new CancelOrder(ORDER, null, null))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_from_the_current_version_is_taken(Step step) {
        var history = historyOf(step.from());
        order.given(history)
                .when(commandTo(step.to(), (long) history.size()))
                .expectSuccessfulHandlerExecution()
                .expectEvents(step.event());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_from_another_version_is_refused_and_moves_no_stock(Step step) {
        var history = historyOf(step.from());
        for (var seen : new long[] {0, history.size() - 1, history.size() + 1, history.size() + (1L << 32)}) {
            order.given(history)
                    .when(commandTo(step.to(), seen))
                    .expectException(refusal(new VersionConflict(seen, history.size())))
                    .expectNoEvents();
        }
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_version_conflict_is_reported_before_an_illegal_transition() {
        order.given(historyOf(CANCELLED))
                .when(new CancelOrder(ORDER, null, 1L))
                .expectException(refusal(new VersionConflict(1, 2)));
    }

    @Test
    void a_cancelled_order_cannot_be_cancelled_again() {
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
