package dev.daybook.subscribers;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.database.SqlStates;
import dev.daybook.ordering.OrderCommand.ExpireOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.Orders;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private static final int PAGE_SIZE = 100;
    private static final Actor ACTOR = new Actor.System("payment window");
    private static final Logger log = LoggerFactory.getLogger(UnpaidOrders.class);

    private final Orders orders;
    private final Commands commands;
    private final Clock clock;
    /** Orders that are in the log already. */
    private final Set<UUID> reported = new HashSet<>();

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
            log.warn("Cannot cancel unpaid orders, and will try again: {}", e.getMessage());
        }
    }

    /** Sends a command for each order, page by page, and passes over those that are still there after it. */
    private void cancelAll() {
        var sent = new HashSet<UUID>();
        var left = 0;
        List<UUID> page;
        do {
            page = orders.findExpired(clock.instant(), left, PAGE_SIZE);
            for (var order : page) {
                if (sent.add(order)) {
                    cancel(order);
                } else {
                    left++;
                    reportDisagreement(order);
                }
            }
        } while (!page.isEmpty());
        reported.retainAll(sent);
    }

    private void cancel(UUID order) {
        try {
            commands.send(new ExpireOrder(new OrderId(order)), ACTOR);
        } catch (RuntimeException e) {
            if (isAway(e)) {
                // The next would fail alike.
                throw e;
            }
            if (reported.add(order)) {
                log.warn("Cannot cancel the unpaid order {}, and will try again each second", order, e);
            }
        }
    }

    private static boolean isAway(RuntimeException failure) {
        return (failure instanceof DataAccessException || failure instanceof TransactionException)
                && SqlStates.isTransient(failure);
    }

    private void reportDisagreement(UUID order) {
        if (reported.add(order)) {
            log.warn(
                    "Order {} is unpaid by its row but not by its events: verify and rebuild the projection of orders",
                    order);
        }
    }
}
