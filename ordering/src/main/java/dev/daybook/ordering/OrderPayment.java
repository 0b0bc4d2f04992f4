package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Payment of an order as the aggregate remembers it.
 *
 * @param account null when paid elsewhere
 * @param left amount that was not refunded yet
 */
record OrderPayment(PaymentId id, @Nullable AccountId account, Money left) {
    static OrderPayment of(OrderPaid event) {
        return new OrderPayment(event.payment(), event.account(), event.amount());
    }

    OrderPayment refunded(Money amount) {
        return new OrderPayment(id, account, left.minus(amount));
    }
}
