package dev.daybook.commands;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.database.CommandWaits;
import dev.daybook.database.RequestWaits;
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
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.common.lock.Lock;
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
    private static final Duration PERMIT_TIMEOUT = Duration.ofMillis(800);

    /** Share of the connections for what commands read before they begin. */
    private static final int READS = 6;

    private final StreamLocks locks;
    private final Orders orders;
    private final Semaphore permits;
    private final Semaphore reads;
    private final Duration lockTimeout;

    Admission(
            StreamLocks locks,
            Orders orders,
            CommandSettings settings,
            MeterRegistry meters,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
        this.locks = locks;
        this.orders = orders;
        var most = settings.atOnce(connections);
        permits = new Semaphore(most, true);
        Gauge.builder("daybook.commands.active", permits, free -> most - free.availablePermits())
                .description("Commands at work in the database")
                .register(meters);
        Gauge.builder("daybook.commands.active.max", () -> most)
                .description("Most commands at work at once")
                .register(meters);
        Gauge.builder("daybook.commands.waiting", permits, Semaphore::getQueueLength)
                .description("Commands that wait for another to end")
                .register(meters);
        reads = new Semaphore(Math.max(1, connections / READS), true);
        lockTimeout = settings.lockTimeout();
    }

    /** Reads what a command needs to know before it waits for its streams. However many commands come, few read at once. */
    <R> R reading(Supplier<R> read) {
        return CurrentUnitOfWork.isStarted()
                ? read.get()
                : permitted(reads, RequestWaits.leftOf(lockTimeout), System.nanoTime(), read);
    }

    /** Runs the work of a command; one that another command sends is a part of that. */
    <R> R admitted(Object command, Supplier<R> work) {
        if (CurrentUnitOfWork.isStarted()) {
            return work.get();
        }
        var held = new ArrayDeque<Lock>();
        var streams = streamsOf(command).toList();
        var begin = System.nanoTime();
        try {
            obtain(streams, held);
            return permitted(permits, PERMIT_TIMEOUT, begin, work);
        } finally {
            held.forEach(Lock::release);
        }
    }

    /** The handler gets the same locks again, at once: they are re-entrant. */
    private void obtain(List<String> streams, Deque<Lock> held) {
        var begin = System.nanoTime();
        var deadline = locks.deadline();
        streams.forEach(stream -> held.push(locks.obtainLock(stream, deadline)));
        RequestWaits.forStreams(begin);
    }

    /** @param begin of the wait for streams and permit */
    private static <R> R permitted(Semaphore permits, Duration timeout, long begin, Supplier<R> work) {
        acquire(permits, timeout);
        try {
            return CommandWaits.after(begin, work);
        } finally {
            permits.release();
        }
    }

    private static void acquire(Semaphore permits, Duration timeout) {
        var begin = System.nanoTime();
        try {
            if (!permits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Busy.withOthers();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Busy.withOthers();
        } finally {
            RequestWaits.forConnection(begin);
        }
    }

    /** In the order in which the handlers lock them, so that two commands cannot wait for each other. */
    private Stream<String> streamsOf(Object command) {
        return switch (command) {
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
                stocksOf(reading(() -> orders.findProducts(command.order().value())).stream()
                        .map(ProductId::new)));
    }

    private static Stream<String> with(OrderCommand command, Stream<String> others) {
        return Stream.concat(Stream.of(command.order().toString()), others);
    }

    private static Stream<String> stocksOf(Stream<ProductId> products) {
        return products.sorted().map(StockId::new).map(StockId::toString);
    }
}
