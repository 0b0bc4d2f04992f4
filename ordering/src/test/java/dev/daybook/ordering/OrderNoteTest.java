package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.historyOf;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.Refusals.refusal;
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

    private final RecordingGateway gateway = new RecordingGateway();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(gateway.fulfilment());

    @ParameterizedTest
    @EnumSource
    void a_note_can_be_added_in_every_status(OrderStatus status) {
        order.given(historyOf(status))
                .when(new AddOrderNote(ORDER, "Rang twice, nobody there"))
                .expectSuccessfulHandlerExecution()
                .expectEvents(RANG);
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void the_same_note_can_be_added_twice() {
        order.given(historyOf(CONFIRMED, paidElsewhere(), RANG))
                .when(new AddOrderNote(ORDER, "Rang twice, nobody there"))
                .expectEvents(RANG);
    }

    @Test
    void a_note_raises_the_version_of_the_order() {
        order.given(historyOf(PENDING, RANG)).when(new ConfirmOrder(ORDER, 2L)).expectEvents(new OrderConfirmed(ORDER));
        order.given(historyOf(PENDING, RANG))
                .when(new ConfirmOrder(ORDER, 1L))
                .expectException(refusal(new VersionConflict(1, 2)))
                .expectNoEvents();
    }
}
