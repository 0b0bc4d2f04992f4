package dev.daybook.ordering;

import static dev.daybook.ordering.PaymentStatus.PAID;
import static dev.daybook.ordering.PaymentStatus.PARTIALLY_REFUNDED;
import static dev.daybook.ordering.PaymentStatus.REFUNDED;
import static dev.daybook.ordering.PaymentStatus.UNPAID;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Embedded;

/** Columns of an order that tell what was paid and refunded, in the currency of the order. */
record PaymentProgress(
        PaymentStatus paymentStatus,
        BigDecimal paidAmount,
        BigDecimal refundedAmount,
        @Embedded.Nullable @Nullable Receipt receipt) {

    record Receipt(
            UUID paymentId,
            PaymentMethod paymentMethod,
            @Nullable String paymentReference,
            Instant paidAt) {}

    static PaymentProgress unpaid(Currency currency) {
        var nothing = Money.zero(currency).amount();
        return new PaymentProgress(UNPAID, nothing, nothing, null);
    }

    PaymentProgress paid(OrderPaid event, Instant at) {
        var receipt = new Receipt(event.payment().value(), event.method(), event.reference(), at);
        return new PaymentProgress(PAID, event.amount().amount(), refundedAmount, receipt);
    }

    PaymentProgress refunded(Money amount) {
        var refunded =
                Money.of(refundedAmount, amount.currencyCode()).plus(amount).amount();
        var status = refunded.compareTo(paidAmount) == 0 ? REFUNDED : PARTIALLY_REFUNDED;
        return new PaymentProgress(status, paidAmount, refunded, receipt);
    }
}
