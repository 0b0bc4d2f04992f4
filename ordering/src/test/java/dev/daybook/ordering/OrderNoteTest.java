package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.Refusals.refusal;
import static dev.daybook.ordering.Shop.ADA;
import static dev.daybook.ordering.Shop.ORDER;
import static dev.daybook.ordering.Shop.historyOf;
import static dev.daybook.ordering.Shop.paidElsewhere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.OrderCommand.AddOrderNote;
import dev.daybook.ordering.OrderCommand.ConfirmOrder;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderRefusal.VersionConflict;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderNoteTest {
    private static final OrderNoteAdded RANG = new OrderNoteAdded(ORDER, ADA, "Rang twice, nobody there");

    private final StockRoom room = new StockRoom();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(room.fulfilment());

    @ParameterizedTest
    @EnumSource
    void something_can_be_written_down_wherever_an_order_is(OrderStatus status) {
        order.given(historyOf(status))
                .when(new AddOrderNote(ORDER, "Rang twice, nobody there"))
                .expectSuccessfulHandlerExecution()
                .expectEvents(RANG);
        assertThat(room.told).isEmpty();
    }

    @Test
    void the_same_can_be_written_down_twice() {
        order.given(historyOf(CONFIRMED, paidElsewhere(), RANG))
                .when(new AddOrderNote(ORDER, "Rang twice, nobody there"))
                .expectEvents(RANG);
    }

    @Test
    void an_order_goes_on_after_a_note_for_whoever_has_seen_it() {
        order.given(historyOf(PENDING, RANG)).when(new ConfirmOrder(ORDER, 2L)).expectEvents(new OrderConfirmed(ORDER));
        order.given(historyOf(PENDING, RANG))
                .when(new ConfirmOrder(ORDER, 1L))
                .expectException(refusal(new VersionConflict(1, 2)))
                .expectNoEvents();
    }
}
