package dev.daybook.graphql.ordering;

import dev.daybook.catalog.ProductId;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Quantity of a product. Lines that name the same product are merged at the place of the first. */
record OrderLineInput(String productId, int quantity) {
    /** Reads the lines of a field, with the errors of each line at its place. */
    static Supplier<SequencedMap<ProductId, Integer>> read(String field, List<OrderLineInput> lines, InputReader in) {
        var quantities = new LinkedHashMap<ProductId, Integer>();
        if (lines.size() > PlaceOrder.MAX_LINES) {
            in.refuseValue(
                    Code.TOO_MANY_ITEMS,
                    "An order has at most %d lines".formatted(PlaceOrder.MAX_LINES),
                    "1.." + PlaceOrder.MAX_LINES,
                    field);
            return () -> quantities;
        }
        for (int index = 0; index < lines.size(); index++) {
            lines.get(index).addTo(quantities, in.at(field, Integer.toString(index)));
        }
        return () -> quantities;
    }

    /** Reads the quantity of an unknown product too, so that all mistakes of the line are noted. */
    private void addTo(Map<ProductId, Integer> quantities, InputReader in) {
        in.readId("productId", "Product", productId, ProductId::new);
        var product = GlobalId.parse("Product", productId).map(ProductId::new);
        in.read("quantity", quantity, typed -> {
            var pieces = PlaceOrder.quantity(typed);
            return product.map(found -> quantities.merge(found, pieces, OrderLineInput::together))
                    .orElse(pieces);
        });
    }

    private static int together(int pieces, int more) {
        return PlaceOrder.quantity((long) pieces + more);
    }
}
