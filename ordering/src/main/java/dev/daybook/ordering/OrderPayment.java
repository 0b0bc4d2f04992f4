package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What an order has to remember of its payment.
 *
 * @param account where it came from; null when it was paid elsewhere
 * @param left what has not been given back
 */
record OrderPayment(PaymentId id, @Nullable AccountId account, Money left) {
    static OrderPayment of(OrderPaid event) {
        return new OrderPayment(event.payment(), event.account(), event.amount());
    }

    OrderPayment refunded(Money amount) {
        return new OrderPayment(id, account, left.minus(amount));
    }
}
