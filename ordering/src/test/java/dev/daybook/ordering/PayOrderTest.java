package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.NUMBER;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PAYMENT;
import static dev.daybook.ordering.OrderFixture.SAVINGS;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.historyOf;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.paidFromSavings;
import static dev.daybook.ordering.OrderFixture.refunded;
import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderCommand.PayOrder;
import dev.daybook.ordering.OrderCommand.PaymentSource.FromAccount;
import dev.daybook.ordering.OrderCommand.PaymentSource.PaidElsewhere;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderRefusal.AlreadyPaid;
import dev.daybook.ordering.OrderRefusal.AmountMismatch;
import dev.daybook.ordering.OrderRefusal.IllegalTransition;
import dev.daybook.ordering.account.AccountCommand.PayFromAccount;
import dev.daybook.ordering.account.AccountRefusal.InsufficientFunds;
import dev.daybook.ordering.account.AccountRefused;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class PayOrderTest {
    private final RecordingGateway gateway = new RecordingGateway();
    private final FixtureConfiguration<Order> order =
            new AggregateTestFixture<>(Order.class).registerInjectableResource(gateway.fulfilment());

    @Test
    void ada_pays_from_her_savings_and_the_order_is_confirmed() {
        order.given(historyOf(PENDING))
                .when(payFromSavings(euros("264.97")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(paidFromSavings(), new OrderConfirmed(ORDER));
        assertThat(gateway.sent).containsExactly(new PayFromAccount(SAVINGS, ADA, euros("264.97"), NUMBER));
    }

    @Test
    void a_payment_made_elsewhere_is_recorded_and_the_order_is_confirmed() {
        order.given(historyOf(PENDING))
                .when(payElsewhere(euros("264.97")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(paidElsewhere(), new OrderConfirmed(ORDER));
        assertThat(gateway.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "SHIPPED", "DELIVERED"})
    void an_unpaid_order_can_be_paid_later_and_keeps_its_status(OrderStatus status) {
        order.given(historyOf(status)).when(payFromSavings(euros("264.97"))).expectEvents(paidFromSavings());
        order.given(historyOf(status)).when(payElsewhere(euros("264.97"))).expectEvents(paidElsewhere());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PENDING")
    void a_paid_order_is_not_paid_again(OrderStatus status) {
        order.given(historyOf(status, paidElsewhere()))
                .when(payFromSavings(euros("264.97")))
                .expectException(refusal(new AlreadyPaid(status)))
                .expectNoEvents();
        order.given(historyOf(status, paidFromSavings()))
                .when(payElsewhere(euros("264.97")))
                .expectException(refusal(new AlreadyPaid(status)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_refunded_order_is_not_paid_again() {
        order.given(historyOf(CONFIRMED, paidFromSavings(), refunded("264.97")))
                .when(payFromSavings(euros("264.97")))
                .expectException(refusal(new AlreadyPaid(CONFIRMED)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_cancelled_order_is_not_paid() {
        order.given(historyOf(CANCELLED))
                .when(payFromSavings(euros("264.97")))
                .expectException(refusal(new IllegalTransition(CANCELLED, CONFIRMED)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"264.97", "264.970", "26497E-2"})
    void the_scale_of_the_amount_does_not_matter(String amount) {
        order.given(historyOf(PENDING))
                .when(payElsewhere(euros(amount)))
                .expectEvents(paidElsewhere(), new OrderConfirmed(ORDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"264.96", "264.98", "0.01", "0.00", "-264.97"})
    void an_amount_other_than_the_total_is_refused(String amount) {
        order.given(historyOf(PENDING))
                .when(payFromSavings(euros(amount)))
                .expectException(refusal(new AmountMismatch(euros("264.97"), euros(amount))))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void the_total_in_another_currency_is_refused() {
        var dollars = Money.of("264.97", "USD");
        order.given(historyOf(PENDING))
                .when(payElsewhere(dollars))
                .expectException(refusal(new AmountMismatch(euros("264.97"), dollars)))
                .expectNoEvents();
    }

    @Test
    void an_order_is_not_paid_when_the_account_refuses() {
        var refusal = new InsufficientFunds(SAVINGS, euros("264.97"), euros("12.50"));
        gateway.refuses(SAVINGS, new AccountRefused(refusal));
        order.given(historyOf(PENDING))
                .when(payFromSavings(euros("264.97")))
                .expectException(refusal(refusal))
                .expectNoEvents();
    }

    private static PayOrder payFromSavings(Money amount) {
        return new PayOrder(ORDER, PAYMENT, new FromAccount(SAVINGS), amount);
    }

    private static PayOrder payElsewhere(Money amount) {
        return new PayOrder(ORDER, PAYMENT, new PaidElsewhere("Receipt 42"), amount);
    }
}
