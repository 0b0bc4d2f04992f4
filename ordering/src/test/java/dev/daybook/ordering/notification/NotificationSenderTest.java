package dev.daybook.ordering.notification;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.SAVINGS;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.paidElsewhere;
import static dev.daybook.ordering.OrderFixture.paidFromSavings;
import static dev.daybook.ordering.OrderFixture.placed;
import static dev.daybook.ordering.OrderFixture.refunded;
import static dev.daybook.ordering.notification.NotificationKind.GOODS_RETURNED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_CANCELLED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_CONFIRMED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_DELIVERED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_PLACED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_REFUNDED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_SHIPPED;
import static dev.daybook.ordering.notification.NotificationKind.TRANSFER_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.ordering.OrderEvent;
import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderFixture;
import dev.daybook.ordering.Orders;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.ordering.account.Accounts;
import dev.daybook.ordering.account.TransferId;
import dev.daybook.ordering.notification.NotificationCommand.SendNotification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationSenderTest {
    /** Event of an order and the notification of it. */
    record News(OrderEvent event, NotificationKind kind, String message) {}

    private static final UUID EVENT = UUID.fromString("00000000-0000-0000-0000-0000000000ee");
    private static final FundsReceived RECEIVED =
            new FundsReceived(SAVINGS, TransferId.random(), AccountId.random(), euros("12.50"), "For the ink");

    private final Orders orders = mock();
    private final Accounts accounts = mock();
    private final List<Object> sent = new ArrayList<>();
    private final NotificationSender sender = new NotificationSender(orders, accounts, sent::add);

    @BeforeEach
    void ada_has_an_order_and_savings() {
        when(orders.findById(ORDER.value())).thenReturn(Optional.of(OrderFixture.row()));
        when(accounts.findById(SAVINGS.value()))
                .thenReturn(Optional.of(new AccountView(
                        SAVINGS.value(), 1, ADA.value(), 1, "Savings", BigDecimal.ZERO, "EUR", MONDAY, MONDAY)));
    }

    @ParameterizedTest
    @MethodSource("news")
    void the_customer_is_notified_of_changes_to_the_order(News news) {
        sender.on(news.event(), EVENT.toString());
        assertThat(sent)
                .containsExactly(
                        new SendNotification(new NotificationId(EVENT), ADA, news.kind(), news.message(), ORDER));
    }

    @Test
    void the_receiver_of_a_transfer_is_notified_of_its_amount() {
        sender.on(RECEIVED, EVENT.toString());
        assertThat(sent)
                .containsExactly(new SendNotification(
                        new NotificationId(EVENT), ADA, TRANSFER_RECEIVED, "You received 12.50 EUR", null));
    }

    @ParameterizedTest
    @MethodSource("noNews")
    void payments_and_notes_send_no_notification(OrderEvent event) {
        sender.on(event, EVENT.toString());
        assertThat(sent).isEmpty();
    }

    @Test
    void an_event_delivered_twice_does_not_fail() {
        var again = senderWhoFailsWith(new AggregateStreamCreationException("There is such a notification"));
        assertThatCode(() -> again.on(placed(), EVENT.toString())).doesNotThrowAnyException();
        assertThatCode(() -> again.on(RECEIVED, EVENT.toString())).doesNotThrowAnyException();
    }

    @Test
    void other_failures_are_thrown() {
        var trouble = new IllegalStateException("No connection");
        assertThatThrownBy(() -> senderWhoFailsWith(trouble).on(placed(), EVENT.toString()))
                .isSameAs(trouble);
        assertThatThrownBy(() -> senderWhoFailsWith(trouble).on(RECEIVED, EVENT.toString()))
                .isSameAs(trouble);
    }

    @Test
    void an_event_without_a_row_fails_and_sends_no_notification() {
        when(orders.findById(ORDER.value())).thenReturn(Optional.empty());
        when(accounts.findById(SAVINGS.value())).thenReturn(Optional.empty());
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> sender.on(new OrderConfirmed(ORDER), EVENT.toString()));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> sender.on(RECEIVED, EVENT.toString()));
        assertThat(sent).isEmpty();
    }

    private NotificationSender senderWhoFailsWith(RuntimeException trouble) {
        return new NotificationSender(orders, accounts, command -> {
            throw trouble;
        });
    }

    private static Stream<News> news() {
        return Stream.of(
                new News(placed(), ORDER_PLACED, "Order ORD-20261214083000-00ADA0 placed"),
                new News(new OrderConfirmed(ORDER), ORDER_CONFIRMED, "Order ORD-20261214083000-00ADA0 confirmed!"),
                new News(new OrderShipped(ORDER, null), ORDER_SHIPPED, "Order ORD-20261214083000-00ADA0 shipped"),
                new News(new OrderDelivered(ORDER), ORDER_DELIVERED, "Order ORD-20261214083000-00ADA0 delivered"),
                new News(
                        new OrderCancelled(ORDER, "Not paid in time"),
                        ORDER_CANCELLED,
                        "Order ORD-20261214083000-00ADA0 cancelled"),
                new News(
                        new GoodsReturned(ORDER, "The pen leaks", List.of()),
                        GOODS_RETURNED,
                        "Goods of order ORD-20261214083000-00ADA0 came back"),
                new News(refunded("12.50"), ORDER_REFUNDED, "12.50 EUR of order ORD-20261214083000-00ADA0 refunded"));
    }

    private static Stream<OrderEvent> noNews() {
        return Stream.of(
                paidFromSavings(), paidElsewhere(), new OrderNoteAdded(ORDER, ADA, "Rang twice, nobody there"));
    }
}
