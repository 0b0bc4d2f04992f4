package dev.daybook.ordering;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.INK;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.NOTEBOOK;
import static dev.daybook.ordering.OrderFixture.NUMBER;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.OrderFixture.PEN;
import static dev.daybook.ordering.OrderFixture.RESERVED_UNTIL;
import static dev.daybook.ordering.OrderFixture.euros;
import static dev.daybook.ordering.OrderFixture.notebooks;
import static dev.daybook.ordering.OrderFixture.pens;
import static dev.daybook.ordering.OrderFixture.windowAt;
import static dev.daybook.ordering.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceList.Offer;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockRefusal.TooManyPieces;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefusal.LineProblem.NotForSale;
import dev.daybook.ordering.OrderRefusal.LineProblem.OtherCurrency;
import dev.daybook.ordering.OrderRefusal.LineProblem.ShortOfStock;
import dev.daybook.ordering.OrderRefusal.LineProblem.UnknownProduct;
import dev.daybook.ordering.OrderRefusal.LinesRefused;
import dev.daybook.ordering.OrderRefusal.PriceChanged;
import dev.daybook.ordering.OrderRefusal.TotalTooLarge;
import dev.daybook.ordering.OrderRefusal.UnknownCustomer;
import dev.daybook.users.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceOrderTest {
    private final Map<ProductId, Offer> offers = new HashMap<>();
    private final Checkout checkout = new Checkout(
            ADA::equals,
            products ->
                    products.stream().map(offers::get).filter(Objects::nonNull).toList());
    private final RecordingGateway gateway = new RecordingGateway();
    private final TestExecutor<Order> order = new AggregateTestFixture<>(Order.class)
            .registerInjectableResources(checkout, gateway.fulfilment(), numbers(), windowAt(MONDAY))
            .givenNoPriorActivity();

    @BeforeEach
    void open() {
        offer(PEN, "Pen", "PEN-01", euros("79.99"), true);
        offer(NOTEBOOK, "Notebook", "NB-01", euros("12.50"), true);
    }

    @Test
    void ada_orders_three_pens_and_pays_exactly_what_they_cost() {
        order.when(place(ADA, Map.of(PEN, 3), "12 Analytical Row", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new OrderPlaced(
                        ORDER, NUMBER, ADA, List.of(pens(3)), euros("239.97"), "12 Analytical Row", RESERVED_UNTIL));
    }

    @Test
    void a_quote_that_was_read_before_decides_the_price() {
        var command = place(Map.of(PEN, 3));
        var quote = checkout.quote(command);
        offer(PEN, "Pen", "PEN-01", euros("99.99"), true);
        order.when(command, Map.of(Quote.METADATA_KEY, quote))
                .expectEvents(
                        new OrderPlaced(ORDER, NUMBER, ADA, List.of(pens(3)), euros("239.97"), null, RESERVED_UNTIL));
    }

    @Test
    void the_stock_is_reserved_until_the_payment_window_ends() {
        order.when(place(Map.of(PEN, 3)))
                .expectEvents(
                        new OrderPlaced(ORDER, NUMBER, ADA, List.of(pens(3)), euros("239.97"), null, RESERVED_UNTIL));
    }

    @Test
    void the_lines_are_in_the_order_of_the_buyer_and_their_reservations_in_that_of_product_ids() {
        var wanted = new LinkedHashMap<ProductId, Integer>();
        wanted.put(NOTEBOOK, 2);
        wanted.put(PEN, 3);
        order.when(place(wanted))
                .expectEvents(new OrderPlaced(
                        ORDER, NUMBER, ADA, List.of(notebooks(2), pens(3)), euros("264.97"), null, RESERVED_UNTIL));
        assertThat(gateway.sent)
                .containsExactly(
                        new ReserveStock(PEN, ORDER.reservation(), 3),
                        new ReserveStock(NOTEBOOK, ORDER.reservation(), 2));
    }

    @Test
    void a_hundred_products_are_reserved_in_the_order_of_their_ids() {
        var wanted = new LinkedHashMap<ProductId, Integer>();
        for (var line = 0; line < 100; line++) {
            var product = ProductId.random();
            offer(product, "Pencil", "PC-" + line, euros("0.50"), true);
            wanted.put(product, 1);
        }
        order.when(place(wanted)).expectSuccessfulHandlerExecution();
        assertThat(gateway.reserved()).hasSize(100).isSorted();
    }

    @Test
    void a_stranger_cannot_order() {
        var stranger = UserId.random();
        order.when(place(stranger, Map.of(PEN, 1), null, null))
                .expectException(refusal(new UnknownCustomer(stranger)))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_product_that_does_not_exist_cannot_be_ordered() {
        assertRefused(place(Map.of(INK, 1)), new UnknownProduct(INK));
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_product_that_is_not_for_sale_cannot_be_ordered() {
        offer(INK, "Ink", "INK-01", euros("4.00"), false);
        assertRefused(place(Map.of(INK, 1)), new NotForSale(INK, "Ink"));
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void an_order_has_one_currency() {
        offer(NOTEBOOK, "Notebook", "NB-01", Money.of("12.50", "USD"), true);
        assertRefused(place(quantities(PEN, 1, NOTEBOOK, 1)), new OtherCurrency(NOTEBOOK, Money.of("12.50", "USD")));
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void an_order_may_have_any_currency() {
        offer(NOTEBOOK, "Notebook", "NB-01", Money.of("1500", "JPY"), true);
        var line = new OrderLine(NOTEBOOK, "Notebook", "NB-01", 2, Money.of("1500", "JPY"));
        order.when(place(Map.of(NOTEBOOK, 2)))
                .expectEvents(new OrderPlaced(
                        ORDER, NUMBER, ADA, List.of(line), Money.of("3000", "JPY"), null, RESERVED_UNTIL));
    }

    @Test
    void the_first_line_sets_the_currency() {
        var first = new ProductId(new UUID(0, 17));
        var second = new ProductId(new UUID(0, 2));
        offer(first, "Ink", "INK-01", euros("4.00"), true);
        offer(second, "Blotter", "BL-01", Money.of("3.00", "USD"), true);
        assertRefused(place(quantities(first, 1, second, 1)), new OtherCurrency(second, Money.of("3.00", "USD")));
    }

    @Test
    void a_product_that_is_not_for_sale_does_not_set_the_currency() {
        offer(PEN, "Pen", "PEN-01", Money.of("89.99", "USD"), false);
        assertRefused(place(Map.of(PEN, 1, NOTEBOOK, 1)), new NotForSale(PEN, "Pen"));
    }

    @Test
    void all_problems_of_the_lines_are_named_at_once() {
        var blotter = new ProductId(new UUID(0, 4));
        offer(INK, "Ink", "INK-01", euros("4.00"), false);
        offer(blotter, "Blotter", "BL-01", Money.of("3.00", "USD"), true);
        var eraser = new ProductId(new UUID(0, 5));
        assertRefused(
                place(quantities(eraser, 1, PEN, 1, blotter, 1, NOTEBOOK, 1, INK, 1)),
                new UnknownProduct(eraser),
                new OtherCurrency(blotter, Money.of("3.00", "USD")),
                new NotForSale(INK, "Ink"));
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void a_line_that_is_short_of_stock_names_the_available_pieces() {
        gateway.refusesForLackOf(PEN, 3, 1);
        assertRefused(place(Map.of(PEN, 3)), new ShortOfStock(PEN, "Pen", 3, 1));
    }

    @Test
    void all_lines_that_are_short_of_stock_are_named_at_once() {
        offer(INK, "Ink", "INK-01", euros("4.00"), true);
        gateway.refusesForLackOf(PEN, 3, 1);
        gateway.refusesForLackOf(NOTEBOOK, 2, 0);
        assertRefused(
                place(quantities(NOTEBOOK, 2, INK, 1, PEN, 3)),
                new ShortOfStock(NOTEBOOK, "Notebook", 2, 0),
                new ShortOfStock(PEN, "Pen", 3, 1));
        assertThat(gateway.reserved()).containsExactly(PEN, INK, NOTEBOOK);
    }

    @Test
    void other_refusals_of_the_catalog_are_passed_on() {
        gateway.refuses(PEN, new StockRefused(new TooManyPieces(PEN, 3)));
        order.when(place(Map.of(PEN, 3))).expectException(StockRefused.class).expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"264.97", "264.970"})
    void the_expected_total_is_accepted(String shown) {
        order.when(place(ADA, quantities(PEN, 3, NOTEBOOK, 2), null, euros(shown)))
                .expectEvents(new OrderPlaced(
                        ORDER, NUMBER, ADA, List.of(pens(3), notebooks(2)), euros("264.97"), null, RESERVED_UNTIL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"264.96", "264.98", "0.00", "-264.97"})
    void another_expected_total_is_refused_before_stock_is_reserved(String shown) {
        order.when(place(ADA, Map.of(PEN, 3, NOTEBOOK, 2), null, euros(shown)))
                .expectException(refusal(new PriceChanged(euros(shown), euros("264.97"))))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    @Test
    void the_expected_total_in_another_currency_is_refused() {
        var shown = Money.of("239.97", "USD");
        order.when(place(ADA, Map.of(PEN, 3), null, shown))
                .expectException(refusal(new PriceChanged(shown, euros("239.97"))))
                .expectNoEvents();
    }

    @Test
    void a_total_that_is_too_large_is_refused_before_stock_is_reserved() {
        offer(PEN, "Pen", "PEN-01", euros("99999999.99"), true);
        order.when(place(Map.of(PEN, 1_000_000_000)))
                .expectException(refusal(new TotalTooLarge()))
                .expectNoEvents();
        assertThat(gateway.sent).isEmpty();
    }

    private void assertRefused(PlaceOrder command, LineProblem... problems) {
        order.when(command)
                .expectException(refusal(new LinesRefused(List.of(problems))))
                .expectNoEvents();
    }

    private void offer(ProductId product, String name, String sku, Money price, boolean forSale) {
        offers.put(product, new Offer(product, name, sku, price, forSale));
    }

    /** Keeps this order, which {@link Map#of} would not. */
    private static Map<ProductId, Integer> quantities(Object... productsAndPieces) {
        var quantities = new LinkedHashMap<ProductId, Integer>();
        for (int i = 0; i < productsAndPieces.length; i += 2) {
            quantities.put((ProductId) productsAndPieces[i], (Integer) productsAndPieces[i + 1]);
        }
        return quantities;
    }

    private static PlaceOrder place(Map<ProductId, Integer> quantities) {
        return place(ADA, quantities, null, null);
    }

    private static PlaceOrder place(
            UserId customer,
            Map<ProductId, Integer> quantities,
            @Nullable String shippingAddress,
            @Nullable Money expectedTotal) {
        SequencedMap<ProductId, Integer> wanted = new LinkedHashMap<>(quantities);
        return new PlaceOrder(ORDER, customer, wanted, shippingAddress, expectedTotal);
    }

    private static OrderNumbers numbers() {
        return new OrderNumbers(Clock.systemUTC()) {
            @Override
            String next() {
                return NUMBER;
            }
        };
    }
}
