package dev.daybook.ordering;

import static java.util.Objects.requireNonNull;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceList.Offer;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefusal.LineProblem.NotForSale;
import dev.daybook.ordering.OrderRefusal.LineProblem.OtherCurrency;
import dev.daybook.ordering.OrderRefusal.LineProblem.UnknownProduct;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.OrderRefusal.PriceChanged;
import dev.daybook.ordering.OrderRefusal.TotalTooLarge;
import dev.daybook.ordering.OrderRefusal.UnknownCustomer;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an order depends on beside stock, at one moment: turns the quantities that a buyer wants into lines, and the lines
 * into a total.
 *
 * @param isForActiveCustomer whether the customer exists and may act
 * @param offers those of the wanted products that exist
 */
public record Quote(boolean isForActiveCustomer, Map<ProductId, Offer> offers) {
    public static final String METADATA_KEY = "quote";

    List<OrderLine> linesOf(PlaceOrder command) {
        if (!isForActiveCustomer) {
            throw new OrderRefused(new UnknownCustomer(command.customer()));
        }
        var currency = currencyOf(command.quantities().keySet());
        var problems = command.quantities().keySet().stream()
                .map(product -> problemOf(product, currency))
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

    private Optional<LineProblem> problemOf(ProductId product, Optional<Currency> currency) {
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
    private Optional<Currency> currencyOf(Collection<ProductId> products) {
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
