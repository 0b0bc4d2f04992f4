package dev.daybook.ordering;

import static java.util.Objects.requireNonNull;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceList;
import dev.daybook.catalog.product.PriceList.Offer;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefusal.LineProblem.NotForSale;
import dev.daybook.ordering.OrderRefusal.LineProblem.OtherCurrency;
import dev.daybook.ordering.OrderRefusal.LineProblem.UnknownProduct;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.OrderRefusal.PriceChanged;
import dev.daybook.ordering.OrderRefusal.TotalTooLarge;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prices an order: turns the quantities that a buyer wants into lines, and the lines into a total. */
@Component
class Checkout {
    private final PriceList prices;

    Checkout(PriceList prices) {
        this.prices = prices;
    }

    List<OrderLine> linesOf(PlaceOrder command) {
        var offers = prices.offersOf(command.quantities().keySet()).stream()
                .collect(Collectors.toMap(Offer::product, Function.identity()));
        var currency = currencyOf(command.quantities().keySet(), offers);
        var problems = command.quantities().keySet().stream()
                .map(product -> problemOf(product, offers, currency))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new OrderRefused(new LinesRefused(problems));
        }
        return command.quantities().entrySet().stream()
                .map(wanted -> line(requireNonNull(offers.get(wanted.getKey())), wanted.getValue()))
                .toList();
    }

    static Money totalOf(List<OrderLine> lines, @Nullable Money expected) {
        var total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        if (total.isTooLarge()) {
            throw new OrderRefused(new TotalTooLarge());
        }
        if (expected != null && !expected.equals(total)) {
            throw new OrderRefused(new PriceChanged(expected, total));
        }
        return total;
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

    /** The currency of the first product that is for sale, in the order of the lines. */
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
}
