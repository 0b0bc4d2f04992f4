package dev.daybook.ordering;

import dev.daybook.catalog.CatalogRefusal.InsufficientStock;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.ordering.account.AccountCommand;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;

/**
 * Stands in for the catalog's stock and the safe beside it, where the accounts are: has plenty of everything but what runs
 * short, and remembers what it was told.
 */
final class StockRoom {
    final List<Object> told = new ArrayList<>();
    private final Map<Object, RuntimeException> refusals = new HashMap<>();

    void runsShortOf(ProductId product, int requested, int available) {
        refuses(product, new InsufficientStock(product, requested, available).asException());
    }

    /** @param about a product or an account */
    void refuses(Object about, RuntimeException refusal) {
        refusals.put(about, refusal);
    }

    /** Sends its commands here, where {@code sendAndWait(command)} is all that can be called. */
    Fulfilment fulfilment() {
        return new Fulfilment((CommandGateway) Proxy.newProxyInstance(
                CommandGateway.class.getClassLoader(),
                new Class<?>[] {CommandGateway.class},
                (gateway, method, arguments) -> tell(arguments[0])));
    }

    List<ProductId> reserved() {
        return told.stream()
                .filter(ReserveStock.class::isInstance)
                .map(command -> ((ReserveStock) command).product())
                .toList();
    }

    private Object tell(Object command) {
        told.add(command);
        var refusal = refusals.get(about(command));
        if (refusal != null) {
            throw refusal;
        }
        return command;
    }

    private static Object about(Object command) {
        return switch (command) {
            case StockCommand stock -> stock.product();
            case AccountCommand account -> account.account();
            default -> throw new IllegalArgumentException("Nobody here knows what to do with " + command);
        };
    }
}
