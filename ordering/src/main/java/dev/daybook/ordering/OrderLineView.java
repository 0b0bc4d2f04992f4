package dev.daybook.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of a line of an order. Its {@code id} follows from the order and the line's number, so that a replay gives it the same. */
@Table("order_lines")
public record OrderLineView(
        @Id UUID id,
        UUID orderId,
        int lineNumber,
        UUID productId,
        String productName,
        String sku,
        int quantity,
        BigDecimal unitPriceAmount,
        BigDecimal totalAmount,
        String currency) {

    static List<OrderLineView> placed(OrderPlaced event) {
        return IntStream.range(0, event.lines().size())
                .mapToObj(
                        index -> placed(event.order(), index + 1, event.lines().get(index)))
                .toList();
    }

    private static OrderLineView placed(OrderId order, int number, OrderLine line) {
        return new OrderLineView(
                UUID.nameUUIDFromBytes((order + "/" + number).getBytes(UTF_8)),
                order.value(),
                number,
                line.product().value(),
                line.productName(),
                line.sku(),
                line.quantity(),
                line.unitPrice().amount(),
                line.total().amount(),
                line.unitPrice().currencyCode());
    }

    public Money unitPrice() {
        return Money.of(unitPriceAmount, currency);
    }

    public Money lineTotal() {
        return Money.of(totalAmount, currency);
    }
}
