package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.INK;
import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.NUMBER;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.SAVINGS;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.historyOf;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.paidFromSavings;
import static dev.daybook.ordering.OrderFixture.refunded;
import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static dev.daybook.ordering.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import dev.daybook.catalog.stock.StockRefusal.TooManyPieces;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderRefusal.NotInOrder;
import dev.daybook.ordering.OrderRefusal.NotLeftToRefund;
import dev.daybook.ordering.OrderRefusal.NotToReturn;
import dev.daybook.ordering.OrderRefusal.NothingToRefund;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
import dev.daybook.ordering.account.AccountRefused;
import java.util.LinkedHashMap;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefundOrderTest {
    private final RecordingGateway gateway = new RecordingGateway();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(gateway.fulfilment());

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "SHIPPED", "DELIVERED"})
    void a_refund_goes_to_the_account_that_paid(OrderStatus status) {
        order.given(historyOf(status, paidFromSavings()))
                .when(refund(euros("12.50")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(refunded("12.50"));
        assertThat(gateway.sent).containsExactly(new RefundToAccount(SAVINGS, euros("12.50"), NUMBER));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "SHIPPED", "DELIVERED"})
    void a_refund_of_a_payment_made_elsewhere_moves_no_account(OrderStatus status) {
        order.given(historyOf(status, paidElsewhere()))
                .when(refund(euros("12.50")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(refunded("12.50"));
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_refund_without_an_amount_is_of_the_whole_payment() {
        order.given(historyOf(DELIVERED, paidFromSavings())).when(refund(null)).expectEvents(refunded("264.97"));
        assertThat(gateway.sent).containsExactly(new RefundToAccount(SAVINGS, euros("264.97"), NUMBER));
    }

    @Test
    void a_refund_without_an_amount_is_of_the_rest_only() {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("12.50"), refunded("0.47")))
                .when(refund(null))
                .expectEvents(refunded("252.00"));
        assertThat(gateway.sent).containsExactly(new RefundToAccount(SAVINGS, euros("252.00"), NUMBER));
    }

    @Test
    void the_rest_can_be_refunded_to_the_last_cent() {
        order.given(historyOf(DELIVERED, paidElsewhere(), refunded("12.50")))
                .when(refund(euros("252.47")))
                .expectEvents(refunded("252.47"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"252.48", "264.97", "9999999999999999.99"})
    void a_refund_of_more_than_the_rest_is_refused(String amount) {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("12.50")))
                .when(refund(euros(amount)))
                .expectException(refusal(new NotLeftToRefund(euros("252.47"), euros(amount))))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_refund_in_another_currency_is_refused() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(Money.of("12.50", "USD")))
                .expectException(refusal(new NotLeftToRefund(euros("264.97"), Money.of("12.50", "USD"))))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_unpaid_order_is_not_refunded(OrderStatus status) {
        order.given(historyOf(status))
                .when(refund(null))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        order.given(historyOf(status))
                .when(refund(euros("0.01")))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_fully_refunded_order_is_not_refunded_again() {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("12.50"), refunded("252.47")))
                .when(refund(null))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        order.given(historyOf(CANCELLED, paidFromSavings(), refunded("264.97")))
                .when(refund(euros("0.01")))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void an_order_is_not_refunded_when_the_account_refuses() {
        gateway.refuses(SAVINGS, new AccountRefused(new BalanceTooLarge(SAVINGS)));
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null))
                .expectException(refusal(new BalanceTooLarge(SAVINGS)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"SHIPPED", "DELIVERED"})
    void goods_are_returned_to_the_stock_in_the_order_of_product_ids_and_recorded_in_the_order_of_the_command(
            OrderStatus status) {
        order.given(historyOf(status, paidFromSavings()))
                .when(refund(euros("92.49"), notebooks(1), pens(1)))
                .expectEvents(refunded("92.49", notebooks(1), pens(1)));
        assertThat(gateway.sent)
                .containsExactly(
                        new ReturnStock(PEN, ORDER.reservation(), 1),
                        new ReturnStock(NOTEBOOK, ORDER.reservation(), 1),
                        new RefundToAccount(SAVINGS, euros("92.49"), NUMBER));
    }

    @Test
    void all_goods_may_be_returned() {
        order.given(historyOf(DELIVERED, paidElsewhere()))
                .when(refund(null, pens(3), notebooks(2)))
                .expectEvents(refunded("264.97", pens(3), notebooks(2)));
        assertThat(gateway.sent)
                .containsExactly(
                        new ReturnStock(PEN, ORDER.reservation(), 3),
                        new ReturnStock(NOTEBOOK, ORDER.reservation(), 2));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHIPPED", "DELIVERED"})
    void unpaid_goods_can_be_returned_without_money(OrderStatus status) {
        order.given(historyOf(status))
                .when(refund(euros("0"), notebooks(1), pens(3)))
                .expectEvents(cameBack(notebooks(1), pens(3)));
        assertThat(gateway.sent)
                .containsExactly(
                        new ReturnStock(PEN, ORDER.reservation(), 3),
                        new ReturnStock(NOTEBOOK, ORDER.reservation(), 1));
    }

    @Test
    void refunded_goods_can_be_returned_without_money() {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("264.97")))
                .when(refund(euros("0"), pens(3)))
                .expectEvents(cameBack(pens(3)));
        order.given(historyOf(SHIPPED, paidElsewhere(), refunded("12.50")))
                .when(refund(euros("0.00"), pens(1)))
                .expectEvents(cameBack(pens(1)));
    }

    @Test
    void goods_returned_without_money_cannot_be_returned_again() {
        var pensCameBack = historyOf(DELIVERED, paidElsewhere(), cameBack(pens(2)));
        order.given(pensCameBack)
                .when(refund(euros("0"), pens(2)))
                .expectException(refusal(new NotToReturn(PEN, 1)))
                .expectNoEvents();
        order.given(pensCameBack)
                .when(refund(null, pens(2)))
                .expectException(refusal(new NotToReturn(PEN, 1)))
                .expectNoEvents();
        order.given(pensCameBack).when(refund(null, pens(1))).expectEvents(refunded("264.97", pens(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "CONFIRMED", "CANCELLED"})
    void goods_that_were_not_shipped_cannot_be_returned_without_money(OrderStatus status) {
        order.given(historyOf(status))
                .when(refund(euros("0"), pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void an_amount_of_zero_in_another_currency_is_refused() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(Money.of("0", "USD"), pens(1)))
                .expectException(refusal(new NotLeftToRefund(euros("0"), Money.of("0", "USD"))))
                .expectNoEvents();
    }

    @Test
    void more_goods_than_were_bought_cannot_be_returned() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null, pens(4)))
                .expectException(refusal(new NotToReturn(PEN, 3)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void more_goods_than_the_customer_still_has_cannot_be_returned() {
        var pensCameBack =
                historyOf(DELIVERED, paidElsewhere(), refunded("79.99", pens(1)), refunded("79.99", pens(1)));
        order.given(pensCameBack)
                .when(refund(null, pens(2)))
                .expectException(refusal(new NotToReturn(PEN, 1)))
                .expectNoEvents();
        order.given(pensCameBack).when(refund(euros("79.99"), pens(1))).expectEvents(refunded("79.99", pens(1)));
    }

    @Test
    void returning_all_of_one_product_does_not_prevent_returning_another() {
        var pensCameBack = historyOf(SHIPPED, paidElsewhere(), refunded("239.97", pens(3)));
        order.given(pensCameBack)
                .when(refund(null, pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        order.given(pensCameBack).when(refund(null, notebooks(2))).expectEvents(refunded("25.00", notebooks(2)));
    }

    @Test
    void goods_that_were_not_shipped_cannot_be_returned() {
        order.given(historyOf(CONFIRMED, paidFromSavings()))
                .when(refund(null, pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        order.given(historyOf(CANCELLED, paidFromSavings()))
                .when(refund(null, pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_return_with_a_product_that_was_not_bought_is_refused_as_a_whole() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null, pens(1), new ReturnedGoods(INK, 1)))
                .expectException(refusal(new NotInOrder(INK)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void no_money_is_refunded_when_the_stock_refuses_the_goods() {
        gateway.refuses(PEN, new StockRefused(new TooManyPieces(PEN, StockCommand.MAX_PIECES)));
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null, pens(1)))
                .expectException(StockRefused.class)
                .expectNoEvents();
        assertThat(gateway.sent).containsExactly(new ReturnStock(PEN, ORDER.reservation(), 1));
    }

    private static GoodsReturned cameBack(ReturnedGoods... returned) {
        return new GoodsReturned(ORDER, "The pen leaks", List.of(returned));
    }

    private static ReturnedGoods pens(int quantity) {
        return new ReturnedGoods(PEN, quantity);
    }

    private static ReturnedGoods notebooks(int quantity) {
        return new ReturnedGoods(NOTEBOOK, quantity);
    }

    private static RefundOrder refund(@Nullable Money amount, ReturnedGoods... returned) {
        var pieces = new LinkedHashMap<ProductId, Integer>();
        for (var goods : returned) {
            pieces.put(goods.product(), goods.quantity());
        }
        return new RefundOrder(ORDER, amount, "The pen leaks", pieces);
    }
}
