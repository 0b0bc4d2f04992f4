package dev.daybook.ordering;

import static java.util.Comparator.comparing;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.ReadAhead;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.catalog.stock.StockRefusal.InsufficientStock;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefusal.LineProblem.ShortOfStock;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.account.AccountCommand.PayFromAccount;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.users.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Moves the stock and the money of orders by commands to the catalog's stock and to accounts. Stock is locked in the order
 * of product ids, so that two orders of the same products cannot deadlock.
 */
@Component
class Fulfilment {
    private final CommandGateway commands;
    private final ReadAhead ahead;

    Fulfilment(CommandGateway commands, ReadAhead ahead) {
        this.commands = commands;
        this.ahead = ahead;
    }

    /** Tries every line before it refuses, so that the buyer hears of all that are short, in the order of the lines. */
    void reserve(OrderId order, List<OrderLine> lines) {
        announce(lines.stream().map(OrderLine::product));
        var shortages = new HashMap<ProductId, LineProblem>();
        lines.stream()
                .sorted(comparing(OrderLine::product))
                .forEach(line -> reserve(order, line).ifPresent(shortage -> shortages.put(line.product(), shortage)));
        var problems = lines.stream()
                .map(OrderLine::product)
                .map(shortages::get)
                .filter(Objects::nonNull)
                .toList();
        if (!problems.isEmpty()) {
            throw new OrderRefused(new LinesRefused(problems));
        }
    }

    void commit(OrderId order, Collection<ProductId> products) {
        announce(products.stream());
        products.stream()
                .sorted()
                .forEach(product -> commands.sendAndWait(new CommitStock(product, order.reservation())));
    }

    void release(OrderId order, Collection<ProductId> products) {
        announce(products.stream());
        products.stream()
                .sorted()
                .forEach(product -> commands.sendAndWait(new ReleaseStock(product, order.reservation())));
    }

    void takeBack(OrderId order, List<ReturnedGoods> returned) {
        announce(returned.stream().map(ReturnedGoods::product));
        returned.stream()
                .sorted(comparing(ReturnedGoods::product))
                .forEach(goods ->
                        commands.sendAndWait(new ReturnStock(goods.product(), order.reservation(), goods.quantity())));
    }

    void pay(AccountId account, UserId payer, Money amount, String orderNumber) {
        commands.sendAndWait(new PayFromAccount(account, payer, amount, orderNumber));
    }

    /** Gives money back to the account that it came from. Payments made elsewhere are refunded elsewhere. */
    void refund(OrderPayment payment, Money amount, String orderNumber) {
        if (payment.account() != null) {
            commands.sendAndWait(new RefundToAccount(payment.account(), amount, orderNumber));
        }
    }

    private void announce(Stream<ProductId> products) {
        ahead.announce(products.map(StockId::new).toList());
    }

    private Optional<LineProblem> reserve(OrderId order, OrderLine line) {
        try {
            commands.sendAndWait(new ReserveStock(line.product(), order.reservation(), line.quantity()));
            return Optional.empty();
        } catch (StockRefused refused) {
            if (refused.refusal() instanceof InsufficientStock shortage) {
                return Optional.of(new ShortOfStock(
                        line.product(), line.productName(), shortage.requested(), shortage.available()));
            }
            throw refused;
        }
    }
}
