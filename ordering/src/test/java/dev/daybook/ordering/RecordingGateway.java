package dev.daybook.ordering;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockRefusal.InsufficientStock;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.ordering.account.AccountCommand;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Records the commands that orders send to stock and accounts, and refuses those that a test wants refused. */
final class RecordingGateway {
    final List<Object> sent = new ArrayList<>();
    private final Map<Object, RuntimeException> refusals = new HashMap<>();

    void refusesForLackOf(ProductId product, int requested, int available) {
        refuses(product, new StockRefused(new InsufficientStock(product, requested, available)));
    }

    /** @param about a product or an account */
    void refuses(Object about, RuntimeException refusal) {
        refusals.put(about, refusal);
    }

    /** Sends its commands here, by {@code sendAndWait(command)} only. */
    Fulfilment fulfilment() {
        return new Fulfilment(
                (CommandGateway) Proxy.newProxyInstance(
                        CommandGateway.class.getClassLoader(),
                        new Class<?>[] {CommandGateway.class},
                        (gateway, method, arguments) -> send(arguments[0])),
                _ -> {});
    }

    List<ProductId> reserved() {
        return sent.stream()
                .filter(ReserveStock.class::isInstance)
                .map(command -> ((ReserveStock) command).product())
                .toList();
    }

    private Object send(Object command) {
        sent.add(command);
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
            default -> throw new IllegalArgumentException("No command to stock or account: " + command);
        };
    }
}
