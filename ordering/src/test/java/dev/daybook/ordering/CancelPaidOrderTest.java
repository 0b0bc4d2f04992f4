package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.Refusals.refusal;
import static dev.daybook.ordering.Shop.NOTEBOOK;
import static dev.daybook.ordering.Shop.NUMBER;
import static dev.daybook.ordering.Shop.ORDER;
import static dev.daybook.ordering.Shop.PAYMENT;
import static dev.daybook.ordering.Shop.PEN;
import static dev.daybook.ordering.Shop.SAVINGS;
import static dev.daybook.ordering.Shop.euros;
import static dev.daybook.ordering.Shop.historyOf;
import static dev.daybook.ordering.Shop.paidElsewhere;
import static dev.daybook.ordering.Shop.paidFromSavings;
import static dev.daybook.ordering.Shop.placed;
import static dev.daybook.ordering.Shop.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class CancelPaidOrderTest {
    private static final ReleaseStock PENS = new ReleaseStock(PEN, ORDER.reservation());
    private static final ReleaseStock NOTEBOOKS = new ReleaseStock(NOTEBOOK, ORDER.reservation());

    private final StockRoom room = new StockRoom();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(room.fulfilment());

    @Test
    void the_pieces_are_given_back_and_then_the_money_for_the_same_reason() {
        order.given(placed(), paidFromSavings(), new OrderConfirmed(ORDER))
                .when(new CancelOrder(ORDER, "Found a better pen", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        new OrderCancelled(ORDER, "Found a better pen"), moneyBack("264.97", "Found a better pen"));
        assertThat(room.told).containsExactly(PENS, NOTEBOOKS, new RefundToAccount(SAVINGS, euros("264.97"), NUMBER));
    }

    @Test
    void who_gives_no_reason_gets_the_money_back_too() {
        order.given(historyOf(CONFIRMED, paidFromSavings()))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null), moneyBack("264.97", "Cancelled"));
    }

    @Test
    void what_was_paid_elsewhere_is_given_back_elsewhere() {
        order.given(historyOf(CONFIRMED, paidElsewhere()))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null), moneyBack("264.97", "Cancelled"));
        assertThat(room.told).containsExactly(PENS, NOTEBOOKS);
    }

    @Test
    void who_has_a_part_back_gets_the_rest() {
        order.given(historyOf(CONFIRMED, paidFromSavings(), refunded("12.50")))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null), moneyBack("252.47", "Cancelled"));
        assertThat(room.told).containsExactly(PENS, NOTEBOOKS, new RefundToAccount(SAVINGS, euros("252.47"), NUMBER));
    }

    @Test
    void who_has_all_of_it_back_gets_nothing_more() {
        order.given(historyOf(CONFIRMED, paidFromSavings(), refunded("12.50"), refunded("252.47")))
                .when(new CancelOrder(ORDER, null, null))
                .expectEvents(new OrderCancelled(ORDER, null));
        assertThat(room.told).containsExactly(PENS, NOTEBOOKS);
    }

    @Test
    void an_order_whose_money_cannot_be_given_back_is_not_cancelled() {
        room.refuses(SAVINGS, new BalanceTooLarge(SAVINGS).asException());
        order.given(historyOf(CONFIRMED, paidFromSavings()))
                .when(new CancelOrder(ORDER, null, null))
                .expectException(refusal(new BalanceTooLarge(SAVINGS)))
                .expectNoEvents();
    }

    private static OrderRefunded moneyBack(String amount, String reason) {
        return new OrderRefunded(ORDER, PAYMENT, euros(amount), reason, List.of());
    }
}
