package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.NUMBER;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.RESERVED_UNTIL;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.historyOf;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.placed;
import static dev.daybook.ordering.OrderFixture.windowAt;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.ordering.OrderCommand.ExpireOrder;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ExpireOrderTest {
    private final RecordingGateway gateway = new RecordingGateway();

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-14T09:00:00Z", "2026-12-14T09:00:00.000000001Z", "2027-01-01T00:00:00Z"})
    void an_order_not_paid_in_time_is_cancelled_and_its_stock_released(Instant now) {
        orderAt(now)
                .given(historyOf(PENDING))
                .when(new ExpireOrder(ORDER))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderCancelled(ORDER, "Not paid in time"));
        assertThat(gateway.sent)
                .containsExactly(
                        new ReleaseStock(PEN, ORDER.reservation()), new ReleaseStock(NOTEBOOK, ORDER.reservation()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-14T08:30:00Z", "2026-12-14T08:59:59.999999999Z"})
    void an_order_does_not_expire_before_its_time_to_pay_is_over(Instant now) {
        orderAt(now)
                .given(historyOf(PENDING))
                .when(new ExpireOrder(ORDER))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PENDING")
    void an_order_that_is_not_pending_does_not_expire(OrderStatus status) {
        orderAt(RESERVED_UNTIL)
                .given(historyOf(status))
                .when(new ExpireOrder(ORDER))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_paid_order_does_not_expire() {
        orderAt(RESERVED_UNTIL)
                .given(placed(), paidElsewhere(), new OrderConfirmed(ORDER))
                .when(new ExpireOrder(ORDER))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void an_order_without_a_time_to_pay_does_not_expire() {
        orderAt(MONDAY.plusSeconds(1_000_000_000))
                .given(new OrderPlaced(
                        ORDER, NUMBER, ADA, placed().lines(), euros("264.97"), "12 Analytical Row", null))
                .when(new ExpireOrder(ORDER))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_note_does_not_extend_the_time_to_pay() {
        orderAt(RESERVED_UNTIL)
                .given(historyOf(PENDING, new OrderNoteAdded(ORDER, ADA, "Called: pays tomorrow")))
                .when(new ExpireOrder(ORDER))
                .expectEvents(new OrderCancelled(ORDER, "Not paid in time"));
    }

    @Test
    void an_order_does_not_expire_when_its_stock_cannot_be_released() {
        gateway.refuses(NOTEBOOK, new IllegalStateException("The door is stuck"));
        orderAt(RESERVED_UNTIL)
                .given(historyOf(PENDING))
                .when(new ExpireOrder(ORDER))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    private FixtureConfiguration<Order> orderAt(Instant now) {
        return new AggregateTestFixture<>(Order.class).registerInjectableResources(gateway.fulfilment(), windowAt(now));
    }
}
