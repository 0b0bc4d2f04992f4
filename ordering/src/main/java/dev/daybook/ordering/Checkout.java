package dev.daybook.ordering;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.daybook.catalog.CatalogRefusal.InsufficientStock;
import dev.daybook.catalog.CatalogRefused;
import dev.daybook.catalog.Money;
import dev.daybook.catalog.product.PriceList;
import dev.daybook.catalog.product.PriceList.Offer;
import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefusal.LineProblem.NotForSale;
import dev.daybook.ordering.OrderRefusal.LineProblem.OtherCurrency;
import dev.daybook.ordering.OrderRefusal.LineProblem.ShortOfStock;
import dev.daybook.ordering.OrderRefusal.LineProblem.UnknownProduct;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.OrderRefusal.PriceChanged;
import dev.daybook.ordering.OrderRefusal.TotalTooLarge;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a buyer wants into the lines of an order: looks up what each product costs and reserves its pieces. */
@Component
class Checkout {
    private final PriceList prices;
    private final CommandGateway commands;

    Checkout(PriceList prices, CommandGateway commands) {
        this.prices = prices;
        this.commands = commands;
    }

    List<OrderLine> linesOf(PlaceOrder command) {
        var offers = prices.offersOf(command.quantities().keySet()).stream()
                .collect(Collectors.toMap(Offer::product, Function.identity()));
        var currency = currencyOf(command.quantities().keySet(), offers);
        refuseIfAny(command.quantities().keySet().stream().map(product -> problemOf(product, offers, currency)));
        return command.quantities().entrySet().stream()
                .map(wanted -> line(requireNonNull(offers.get(wanted.getKey())), wanted.getValue()))
                .toList();
    }

    /**
     * Reserves in the order of product ids, for everybody: two who reserve the same products must not meet each other the
     * other way round. Goes on after a short line, so that the buyer hears of all, in the order of the lines.
     */
    void reserve(OrderId order, List<OrderLine> lines) {
        var problems = new HashMap<ProductId, Optional<LineProblem>>();
        lines.stream()
                .sorted(comparing(OrderLine::product))
                .forEach(line -> problems.put(line.product(), reserve(order, line)));
        refuseIfAny(lines.stream().map(line -> requireNonNull(problems.get(line.product()))));
    }

    static Money totalOf(List<OrderLine> lines, @Nullable Money expected) {
        var total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        if (total.isTooLarge()) {
            throw new TotalTooLarge().asException();
        }
        if (expected != null && !expected.equals(total)) {
            throw new PriceChanged(expected, total).asException();
        }
        return total;
    }

    private Optional<LineProblem> reserve(OrderId order, OrderLine line) {
        try {
            commands.sendAndWait(new ReserveStock(line.product(), order.reservation(), line.quantity()));
            return Optional.empty();
        } catch (CatalogRefused refused) {
            if (refused.refusal() instanceof InsufficientStock shortage) {
                return Optional.of(new ShortOfStock(
                        line.product(), line.productName(), shortage.requested(), shortage.available()));
            }
            throw refused;
        }
    }

    private static Optional<LineProblem> problemOf(
            ProductId product, Map<ProductId, Offer> offers, Optional<Currency> currency) {
        var offer = offers.get(product);
        if (offer == null) {
            return Optional.of(new UnknownProduct(product));
        }
        if (!offer.forSale()) {
            return Optional.of(new NotForSale(product, offer.name()));
        }
        return currency.filter(offer.price().currency()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new OtherCurrency(product, offer.price()));
    }

    /** That of the first product that is for sale, in the order of the lines. */
    private static Optional<Currency> currencyOf(Collection<ProductId> products, Map<ProductId, Offer> offers) {
        return products.stream()
                .map(offers::get)
                .filter(Objects::nonNull)
                .filter(Offer::forSale)
                .findFirst()
                .map(offer -> offer.price().currency());
    }

    private static OrderLine line(Offer offer, int quantity) {
        return new OrderLine(offer.product(), offer.name(), offer.sku(), quantity, offer.price());
    }

    private static void refuseIfAny(Stream<Optional<LineProblem>> found) {
        var problems = found.flatMap(Optional::stream).toList();
        if (!problems.isEmpty()) {
            throw new LinesRefused(problems).asException();
        }
    }
}
