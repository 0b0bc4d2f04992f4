package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static dev.daybook.ordering.Refusals.refusal;
import static dev.daybook.ordering.Shop.INK;
import static dev.daybook.ordering.Shop.NOTEBOOK;
import static dev.daybook.ordering.Shop.NUMBER;
import static dev.daybook.ordering.Shop.ORDER;
import static dev.daybook.ordering.Shop.PEN;
import static dev.daybook.ordering.Shop.SAVINGS;
import static dev.daybook.ordering.Shop.euros;
import static dev.daybook.ordering.Shop.historyOf;
import static dev.daybook.ordering.Shop.paidElsewhere;
import static dev.daybook.ordering.Shop.paidFromSavings;
import static dev.daybook.ordering.Shop.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.CatalogRefusal.TooManyPieces;
import dev.daybook.catalog.CatalogRefused;
import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderRefusal.NotInOrder;
import dev.daybook.ordering.OrderRefusal.NotLeftToRefund;
import dev.daybook.ordering.OrderRefusal.NotToReturn;
import dev.daybook.ordering.OrderRefusal.NothingToRefund;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
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
    private final StockRoom room = new StockRoom();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(room.fulfilment());

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "SHIPPED", "DELIVERED"})
    void what_came_from_an_account_goes_back_there(OrderStatus status) {
        order.given(historyOf(status, paidFromSavings()))
                .when(refund(euros("12.50")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(refunded("12.50"));
        assertThat(room.told).containsExactly(new RefundToAccount(SAVINGS, euros("12.50"), NUMBER));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "SHIPPED", "DELIVERED"})
    void what_was_paid_elsewhere_is_given_back_elsewhere(OrderStatus status) {
        order.given(historyOf(status, paidElsewhere()))
                .when(refund(euros("12.50")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(refunded("12.50"));
        assertThat(room.told).isEmpty();
    }

    @Test
    void without_an_amount_all_is_given_back() {
        order.given(historyOf(DELIVERED, paidFromSavings())).when(refund(null)).expectEvents(refunded("264.97"));
        assertThat(room.told).containsExactly(new RefundToAccount(SAVINGS, euros("264.97"), NUMBER));
    }

    @Test
    void without_an_amount_only_what_is_left_is_given_back() {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("12.50"), refunded("0.47")))
                .when(refund(null))
                .expectEvents(refunded("252.00"));
        assertThat(room.told).containsExactly(new RefundToAccount(SAVINGS, euros("252.00"), NUMBER));
    }

    @Test
    void what_is_left_can_be_given_back_to_the_last_cent() {
        order.given(historyOf(DELIVERED, paidElsewhere(), refunded("12.50")))
                .when(refund(euros("252.47")))
                .expectEvents(refunded("252.47"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"252.48", "264.97", "9999999999999999.99"})
    void no_more_is_given_back_than_is_left(String amount) {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("12.50")))
                .when(refund(euros(amount)))
                .expectException(refusal(new NotLeftToRefund(euros("252.47"), euros(amount))))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void euros_are_not_given_back_as_dollars() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(Money.of("12.50", "USD")))
                .expectException(refusal(new NotLeftToRefund(euros("264.97"), Money.of("12.50", "USD"))))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void who_has_not_paid_gets_nothing_back(OrderStatus status) {
        order.given(historyOf(status))
                .when(refund(null))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        order.given(historyOf(status))
                .when(refund(euros("0.01")))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void who_has_all_of_it_back_gets_nothing_more() {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("12.50"), refunded("252.47")))
                .when(refund(null))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        order.given(historyOf(CANCELLED, paidFromSavings(), refunded("264.97")))
                .when(refund(euros("0.01")))
                .expectException(refusal(new NothingToRefund()))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void nothing_is_given_back_when_the_account_refuses() {
        room.refuses(SAVINGS, new BalanceTooLarge(SAVINGS).asException());
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null))
                .expectException(refusal(new BalanceTooLarge(SAVINGS)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"SHIPPED", "DELIVERED"})
    void goods_come_back_in_the_order_of_product_ids_and_are_noted_as_they_were_named(OrderStatus status) {
        order.given(historyOf(status, paidFromSavings()))
                .when(refund(euros("92.49"), notebooks(1), pens(1)))
                .expectEvents(refunded("92.49", notebooks(1), pens(1)));
        assertThat(room.told)
                .containsExactly(
                        new ReturnStock(PEN, ORDER.reservation(), 1),
                        new ReturnStock(NOTEBOOK, ORDER.reservation(), 1),
                        new RefundToAccount(SAVINGS, euros("92.49"), NUMBER));
    }

    @Test
    void goods_may_come_back_as_many_as_were_bought() {
        order.given(historyOf(DELIVERED, paidElsewhere()))
                .when(refund(null, pens(3), notebooks(2)))
                .expectEvents(refunded("264.97", pens(3), notebooks(2)));
        assertThat(room.told)
                .containsExactly(
                        new ReturnStock(PEN, ORDER.reservation(), 3),
                        new ReturnStock(NOTEBOOK, ORDER.reservation(), 2));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHIPPED", "DELIVERED"})
    void goods_that_nobody_paid_come_back_without_money(OrderStatus status) {
        order.given(historyOf(status))
                .when(refund(euros("0"), notebooks(1), pens(3)))
                .expectEvents(cameBack(notebooks(1), pens(3)));
        assertThat(room.told)
                .containsExactly(
                        new ReturnStock(PEN, ORDER.reservation(), 3),
                        new ReturnStock(NOTEBOOK, ORDER.reservation(), 1));
    }

    @Test
    void goods_come_back_without_money_when_all_or_some_of_it_was_given_back_before() {
        order.given(historyOf(DELIVERED, paidFromSavings(), refunded("264.97")))
                .when(refund(euros("0"), pens(3)))
                .expectEvents(cameBack(pens(3)));
        order.given(historyOf(SHIPPED, paidElsewhere(), refunded("12.50")))
                .when(refund(euros("0.00"), pens(1)))
                .expectEvents(cameBack(pens(1)));
    }

    @Test
    void what_came_back_without_money_does_not_come_back_again() {
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
    void goods_that_have_not_left_the_house_do_not_come_back_without_money_either(OrderStatus status) {
        order.given(historyOf(status))
                .when(refund(euros("0"), pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void nothing_of_another_currency_is_not_nothing_of_this_order() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(Money.of("0", "USD"), pens(1)))
                .expectException(refusal(new NotLeftToRefund(euros("0"), Money.of("0", "USD"))))
                .expectNoEvents();
    }

    @Test
    void no_more_goods_come_back_than_were_bought() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null, pens(4)))
                .expectException(refusal(new NotToReturn(PEN, 3)))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void no_more_goods_come_back_than_the_customer_still_has() {
        var pensCameBack =
                historyOf(DELIVERED, paidElsewhere(), refunded("79.99", pens(1)), refunded("79.99", pens(1)));
        order.given(pensCameBack)
                .when(refund(null, pens(2)))
                .expectException(refusal(new NotToReturn(PEN, 1)))
                .expectNoEvents();
        order.given(pensCameBack).when(refund(euros("79.99"), pens(1))).expectEvents(refunded("79.99", pens(1)));
    }

    @Test
    void goods_that_all_came_back_leave_the_others_alone() {
        var pensCameBack = historyOf(SHIPPED, paidElsewhere(), refunded("239.97", pens(3)));
        order.given(pensCameBack)
                .when(refund(null, pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        order.given(pensCameBack).when(refund(null, notebooks(2))).expectEvents(refunded("25.00", notebooks(2)));
    }

    @Test
    void goods_that_have_not_left_the_house_do_not_come_back() {
        order.given(historyOf(CONFIRMED, paidFromSavings()))
                .when(refund(null, pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        order.given(historyOf(CANCELLED, paidFromSavings()))
                .when(refund(null, pens(1)))
                .expectException(refusal(new NotToReturn(PEN, 0)))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void what_was_not_bought_does_not_come_back_and_neither_does_what_was_brought_with_it() {
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null, pens(1), new ReturnedGoods(INK, 1)))
                .expectException(refusal(new NotInOrder(INK)))
                .expectNoEvents();
        assertThat(room.told).isEmpty();
    }

    @Test
    void no_money_goes_back_when_the_shelf_is_full() {
        room.refuses(PEN, new TooManyPieces(PEN, StockCommand.MAX_PIECES).asException());
        order.given(historyOf(DELIVERED, paidFromSavings()))
                .when(refund(null, pens(1)))
                .expectException(CatalogRefused.class)
                .expectNoEvents();
        assertThat(room.told).containsExactly(new ReturnStock(PEN, ORDER.reservation(), 1));
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
