package dev.daybook.ordering;

import static java.util.stream.Collectors.toMap;

import dev.daybook.catalog.product.PriceList;
import dev.daybook.catalog.product.PriceList.Offer;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.users.ActiveUsers;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Looks up what an order depends on beside stock: its customer and its prices. */
@Component
public class Checkout {
    private final ActiveUsers customers;
    private final PriceList prices;

    Checkout(ActiveUsers customers, PriceList prices) {
        this.customers = customers;
        this.prices = prices;
    }

    /**
     * The quote by which the order is decided. Whoever reads it before the order locks any stock adds it to the metadata of
     * the command.
     */
    public Quote quote(PlaceOrder command) {
        return new Quote(
                customers.includes(command.customer()),
                prices.offersOf(command.quantities().keySet()).stream()
                        .collect(toMap(Offer::product, Function.identity())));
    }
}
