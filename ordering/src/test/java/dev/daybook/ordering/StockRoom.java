package dev.daybook.ordering;

import dev.daybook.catalog.CatalogRefusal.InsufficientStock;
import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Stands in for the catalog's stock: has plenty of everything but what runs short, and remembers what it was told. */
final class StockRoom {
    final List<StockCommand> told = new ArrayList<>();
    private final Map<ProductId, RuntimeException> refusals = new HashMap<>();

    void runsShortOf(ProductId product, int requested, int available) {
        refuses(product, new InsufficientStock(product, requested, available).asException());
    }

    void refuses(ProductId product, RuntimeException refusal) {
        refusals.put(product, refusal);
    }

    /** The way to the stock room: knows {@code sendAndWait(command)} only. */
    CommandGateway gateway() {
        return (CommandGateway) Proxy.newProxyInstance(
                CommandGateway.class.getClassLoader(),
                new Class<?>[] {CommandGateway.class},
                (gateway, method, arguments) -> tell((StockCommand) arguments[0]));
    }

    List<ProductId> reserved() {
        return told.stream()
                .filter(ReserveStock.class::isInstance)
                .map(StockCommand::product)
                .toList();
    }

    private StockCommand tell(StockCommand command) {
        told.add(command);
        var refusal = refusals.get(command.product());
        if (refusal != null) {
            throw refusal;
        }
        return command;
    }
}
