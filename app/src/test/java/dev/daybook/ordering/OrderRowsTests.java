package dev.daybook.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.support.ModuleTest;
import dev.daybook.users.UserId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

@ModuleTest
class OrderRowsTests {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final UserId ADA = UserId.random();
    private static final Money TOTAL = Money.of("25.00", "EUR");

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Orders orders;

    @Test
    void an_order_is_found_by_its_number_with_its_lines() {
        var order = placed("ORD-1", MONDAY);
        assertThat(orders.findByNumber("ORD-1"))
                .contains(orders.findById(order.value()).orElseThrow());
        assertThat(rows.findAll(OrderLineView.class))
                .extracting(OrderLineView::orderId, OrderLineView::quantity)
                .containsExactly(tuple(order.value(), 2));
    }

    @Test
    void a_number_is_given_once() {
        placed("ORD-1", MONDAY);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> placed("ORD-1", MONDAY))
                .withMessageContaining("orders_number_collides");
    }

    @Test
    void unpaid_orders_are_found_when_their_time_is_over_the_oldest_first() {
        var second = placed("ORD-2", MONDAY.plusSeconds(1));
        var first = placed("ORD-1", MONDAY);
        var confirmed = placed("ORD-3", MONDAY);
        project(new OrderConfirmed(confirmed));
        placed("ORD-4", MONDAY.plusSeconds(60));
        var now = MONDAY.plus(WINDOW).plusSeconds(1);
        assertThat(orders.findExpired(now, 0, 10)).containsExactly(first.value(), second.value());
        assertThat(orders.findExpired(now, 1, 10)).containsExactly(second.value());
        assertThat(orders.findExpired(now, 0, 1)).containsExactly(first.value());
    }

    @Test
    void no_more_can_be_refunded_than_was_paid() {
        var order = placed("ORD-1", MONDAY);
        var payment = PaymentId.random();
        project(new OrderPaid(order, payment, PaymentMethod.EXTERNAL, TOTAL, null, "cash"));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(
                        () -> project(new OrderRefunded(order, payment, Money.of("25.01", "EUR"), "torn", List.of())))
                .withMessageContaining("orders_refund_what_was_paid");
    }

    @Test
    void the_figures_of_a_customer_follow_each_order() {
        var order = placed("ORD-1", MONDAY);
        placed("ORD-2", MONDAY);
        assertThat(revenue()).isEqualByComparingTo("50.00");
        project(new OrderCancelled(order, null));
        assertThat(revenue()).isEqualByComparingTo("25.00");
    }

    private BigDecimal revenue() {
        return jdbc.sql("select revenue_amount from order_figures where customer_id = ?")
                .param(ADA.value())
                .query(BigDecimal.class)
                .single();
    }

    private OrderId placed(String number, Instant at) {
        var id = OrderId.random();
        var line = new OrderLine(ProductId.random(), "Notebook", "NOTE-1", 2, Money.of("12.50", "EUR"));
        new OrderProjection(rows).on(new OrderPlaced(id, number, ADA, List.of(line), TOTAL, null, at.plus(WINDOW)), at);
        return id;
    }

    private void project(OrderEvent event) {
        new OrderProjection(rows).on(event, MONDAY);
    }
}
