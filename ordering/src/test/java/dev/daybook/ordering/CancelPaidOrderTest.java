package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.NUMBER;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PAYMENT;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.SAVINGS;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.historyOf;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.paidFromSavings;
import static dev.daybook.ordering.OrderFixture.placed;
import static dev.daybook.ordering.OrderFixture.refunded;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
import dev.daybook.ordering.account.AccountRefused;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class CancelPaidOrderTest {
    private static final ReleaseStock PENS = new ReleaseStock(PEN, ORDER.reservation());
    private static final ReleaseStock NOTEBOOKS = new ReleaseStock(NOTEBOOK, ORDER.reservation());

    private final RecordingGateway gateway = new RecordingGateway();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(gateway.fulfilment());

    @Test
    void cancelling_releases_the_stock_and_then_refunds_the_payment() {
        order.given(placed(), paidFromSavings(), new OrderConfirmed(ORDER))
                .when(new CancelOrder(ORDER, "Found a better pen", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        new OrderCancelled(ORDER, "Found a better pen"), moneyBack("264.97", "Found a better pen"));
        assertThat(gateway.sent)
                .containsExactly(PENS, NOTEBOOKS, new RefundToAccount(SAVINGS, euros("264.97"), NUMBER));
    }

    @Test
    void cancelling_without_a_reason_refunds_the_payment() {
        order.given(historyOf(CONFIRMED, paidFromSavings()))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null), moneyBack("264.97", "Cancelled"));
    }

    @Test
    void cancelling_an_order_paid_elsewhere_moves_no_account() {
        order.given(historyOf(CONFIRMED, paidElsewhere()))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null), moneyBack("264.97", "Cancelled"));
        assertThat(gateway.sent).containsExactly(PENS, NOTEBOOKS);
    }

    @Test
    void cancelling_refunds_the_rest_of_a_partly_refunded_payment() {
        order.given(historyOf(CONFIRMED, paidFromSavings(), refunded("12.50")))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null), moneyBack("252.47", "Cancelled"));
        assertThat(gateway.sent)
                .containsExactly(PENS, NOTEBOOKS, new RefundToAccount(SAVINGS, euros("252.47"), NUMBER));
    }

    @Test
    void cancelling_refunds_nothing_of_a_fully_refunded_payment() {
        order.given(historyOf(CONFIRMED, paidFromSavings(), refunded("12.50"), refunded("252.47")))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null));
        assertThat(gateway.sent).containsExactly(PENS, NOTEBOOKS);
    }

    @Test
    void an_order_is_not_cancelled_when_the_account_refuses_the_refund() {
        gateway.refuses(SAVINGS, new AccountRefused(new BalanceTooLarge(SAVINGS)));
        order.given(historyOf(CONFIRMED, paidFromSavings()))
                .when(new CancelOrder(ORDER, null, null))
                .expectException(refusal(new BalanceTooLarge(SAVINGS)))
                .expectNoEvents();
    }

    private static OrderRefunded moneyBack(String amount, String reason) {
        return new OrderRefunded(ORDER, PAYMENT, euros(amount), reason, List.of());
    }
}
