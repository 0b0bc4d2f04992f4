package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.OrderEvent.OrderPlaced;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderLineViewTest {
    @Test
    void the_lines_are_numbered_and_keep_name_sku_and_price() {
        assertThat(OrderLineView.placed(OrderFixture.placed()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(
                        row(1, NOTEBOOK.value(), "Notebook", "NB-01", 2, "12.50", "25.00"),
                        row(2, PEN.value(), "Pen", "PEN-01", 3, "79.99", "239.97"));
    }

    @Test
    void a_line_tells_its_price_and_total_as_money() {
        var pens = OrderLineView.placed(OrderFixture.placed()).getLast();
        assertThat(pens.unitPrice()).isEqualTo(euros("79.99"));
        assertThat(pens.lineTotal()).isEqualTo(euros("239.97"));
    }

    @Test
    void a_replay_gives_every_line_the_same_id() {
        assertThat(OrderLineView.placed(OrderFixture.placed())).isEqualTo(OrderLineView.placed(OrderFixture.placed()));
    }

    @Test
    void no_two_lines_have_the_same_id() {
        var placed = OrderFixture.placed();
        var another = new OrderPlaced(
                OrderId.random(), "ORD-2", placed.customer(), placed.lines(), placed.total(), null, null);
        assertThat(OrderLineView.placed(placed))
                .extracting(OrderLineView::id)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(OrderLineView.placed(another).stream()
                        .map(OrderLineView::id)
                        .toList());
    }

    private static OrderLineView row(
            int number, UUID product, String name, String sku, int quantity, String price, String total) {
        return new OrderLineView(
                ORDER.value(),
                ORDER.value(),
                number,
                product,
                name,
                sku,
                quantity,
                new BigDecimal(price),
                new BigDecimal(total),
                "EUR");
    }
}
