package dev.daybook.commands;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.ordering.OrderCommand;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.ExpireOrder;
import dev.daybook.ordering.OrderCommand.PayOrder;
import dev.daybook.ordering.OrderCommand.PaymentSource.FromAccount;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.Orders;
import dev.daybook.ordering.account.AccountCommand;
import dev.daybook.ordering.account.TransferFunds;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets a command begin its transaction when it has the locks of the streams that it is known to change, and one of a
 * bounded number of permits (a bulkhead). So the many that wait for one stream have no connection, and queries find one
 * however many commands there are.
 */
@Component
class Admission {
    private static final int PERMIT_TIMEOUT_MILLIS = 800;

    private final LockFactory locks;
    private final Orders orders;
    private final Semaphore permits;

    Admission(
            LockFactory locks,
            Orders orders,
            CommandSettings settings,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
        this.locks = locks;
        this.orders = orders;
        permits = new Semaphore(settings.atOnce(connections), true);
    }

    /** Runs the work of a command; one that another command sends is a part of that. */
    <R> R admitted(Object command, Supplier<R> work) {
        if (CurrentUnitOfWork.isStarted()) {
            return work.get();
        }
        var held = new ArrayDeque<Lock>();
        try {
            // The handler gets the same locks again, at once: they are re-entrant.
            streamsOf(command).forEach(stream -> held.push(locks.obtainLock(stream)));
            return permitted(work);
        } finally {
            held.forEach(Lock::release);
        }
    }

    private <R> R permitted(Supplier<R> work) {
        acquire();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(PERMIT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw Busy.withOthers();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Busy.withOthers();
        }
    }

    /** In the order in which the handlers lock them, so that two commands cannot wait for each other. */
    private Stream<String> streamsOf(Object command) {
        return switch (command) {
            case CommandMessage<?> message -> streamsOf(message.getPayload());
            case PlaceOrder order -> stocksOf(order.quantities().keySet().stream());
            case StockCommand stock -> stocksOf(Stream.of(stock.product()));
            case ShipOrder order -> withStocks(order);
            case CancelOrder order -> withStocks(order);
            case ExpireOrder order -> withStocks(order);
            case RefundOrder order -> with(order, stocksOf(order.returned().keySet().stream()));
            case PayOrder order
            when order.source() instanceof FromAccount(var account) -> with(order, Stream.of(account.toString()));
            case OrderCommand order -> Stream.of(order.order().toString());
            case TransferFunds transfer ->
                Stream.of(transfer.from(), transfer.to()).sorted().map(Object::toString);
            case AccountCommand account -> Stream.of(account.account().toString());
            default -> Stream.empty();
        };
    }

    private Stream<String> withStocks(OrderCommand command) {
        return with(
                command,
                stocksOf(orders.findProducts(command.order().value()).stream().map(ProductId::new)));
    }

    private static Stream<String> with(OrderCommand command, Stream<String> others) {
        return Stream.concat(Stream.of(command.order().toString()), others);
    }

    private static Stream<String> stocksOf(Stream<ProductId> products) {
        return products.sorted().map(StockId::new).map(StockId::toString);
    }
}
