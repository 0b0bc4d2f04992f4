package dev.daybook.subscribers;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.ordering.OrderCommand.ExpireOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.Orders;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Cancels orders that were not paid in time, so that their stock can be sold to others. It queries the read model, and
 * so also finds orders that expired while no node was running. It runs on every node: the second one finds the order
 * cancelled and changes nothing.
 */
@Component
class UnpaidOrders {
    private static final int BATCH_SIZE = 100;
    private static final Actor ACTOR = new Actor.System("payment window");
    private static final Logger log = LoggerFactory.getLogger(UnpaidOrders.class);

    private final Orders orders;
    private final Commands commands;
    private final Clock clock;

    UnpaidOrders(Orders orders, Commands commands, Clock clock) {
        this.orders = orders;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
    void cancelExpired() {
        try {
            cancelAll();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Cannot look for unpaid orders, and will try again: {}", e.getMessage());
        }
    }

    /** Cancels page by page, and skips orders that cannot be cancelled, which stay the oldest. */
    private void cancelAll() {
        int failed = 0;
        List<UUID> batch;
        do {
            batch = orders.findExpired(clock.instant(), failed, BATCH_SIZE);
            failed += (int) batch.stream().filter(order -> !cancel(order)).count();
        } while (batch.size() == BATCH_SIZE);
    }

    private boolean cancel(UUID order) {
        try {
            commands.send(new ExpireOrder(new OrderId(order)), ACTOR);
            return true;
        } catch (RuntimeException e) {
            log.warn("Cannot cancel the unpaid order {}, and will try again", order, e);
            return false;
        }
    }
}
