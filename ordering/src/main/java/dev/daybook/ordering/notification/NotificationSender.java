package dev.daybook.ordering.notification;

import static dev.daybook.ordering.notification.NotificationKind.GOODS_RETURNED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_CANCELLED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_CONFIRMED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_DELIVERED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_PLACED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_REFUNDED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_SHIPPED;
import static dev.daybook.ordering.notification.NotificationKind.TRANSFER_RECEIVED;

import dev.daybook.ordering.OrderEvent;
import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.Orders;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.Accounts;
import dev.daybook.ordering.notification.NotificationCommand.SendNotification;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.springframework.stereotype.Component;

/**
 * Subscribes to the event log and notifies customers of changes to their orders and accounts. An event that fails becomes a
 * dead letter to be tried again, and neither loses nor delays an order.
 */
@Component
@ProcessingGroup("notification-sender")
@DisallowReplay
class NotificationSender {
    private final Orders orders;
    private final Accounts accounts;
    private final CommandsInNewTransaction commands;

    NotificationSender(Orders orders, Accounts accounts, CommandsInNewTransaction commands) {
        this.orders = orders;
        this.accounts = accounts;
        this.commands = commands;
    }

    @EventHandler
    void on(OrderEvent event, @MessageIdentifier String id) {
        switch (event) {
            case OrderPlaced placed ->
                send(new SendNotification(
                        idOf(id),
                        placed.customer(),
                        ORDER_PLACED,
                        "Order %s placed".formatted(placed.number()),
                        placed.order()));
            case OrderConfirmed _ -> tell(event, id, ORDER_CONFIRMED, "Order %s confirmed!");
            case OrderShipped _ -> tell(event, id, ORDER_SHIPPED, "Order %s shipped");
            case OrderDelivered _ -> tell(event, id, ORDER_DELIVERED, "Order %s delivered");
            case OrderCancelled _ -> tell(event, id, ORDER_CANCELLED, "Order %s cancelled");
            case OrderRefunded refunded -> tell(event, id, ORDER_REFUNDED, refunded.amount() + " of order %s refunded");
            case GoodsReturned _ -> tell(event, id, GOODS_RETURNED, "Goods of order %s came back");
            case OrderPaid _, OrderNoteAdded _ -> {
                // Buyers know that they have paid, and a note changes nothing.
            }
        }
    }

    @EventHandler
    void on(FundsReceived event, @MessageIdentifier String id) {
        var account = accounts.findById(event.account().value()).orElseThrow();
        send(new SendNotification(
                idOf(id), account.owner(), TRANSFER_RECEIVED, "You received " + event.amount(), null));
    }

    private void tell(OrderEvent event, String id, NotificationKind kind, String message) {
        var order = orders.findById(event.order().value()).orElseThrow();
        send(new SendNotification(idOf(id), order.customer(), kind, message.formatted(order.number()), event.order()));
    }

    private void send(SendNotification command) {
        try {
            commands.send(command);
        } catch (AggregateStreamCreationException exists) {
            // Events are delivered at least once: the user was told before.
        }
    }

    private static NotificationId idOf(String event) {
        return new NotificationId(UUID.fromString(event));
    }
}
