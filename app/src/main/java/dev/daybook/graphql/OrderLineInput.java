package dev.daybook.graphql;

import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.graphql.UserError.Code;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** So many of a product; in a list of these a product that is named twice is merged. */
record OrderLineInput(String productId, int quantity) {
    private record Line(Supplier<ProductId> product, Supplier<Integer> quantity) {}

    /** Reads the lines below a field; the errors are noted at each of them. */
    static Supplier<TreeMap<ProductId, Integer>> read(String field, List<OrderLineInput> lines, InputReader in) {
        if (lines.size() > PlaceOrder.MAX_LINES) {
            in.refuseValue(
                    Code.TOO_MANY_ITEMS,
                    "An order has at most %d lines".formatted(PlaceOrder.MAX_LINES),
                    "1.." + PlaceOrder.MAX_LINES,
                    field);
            return TreeMap::new;
        }
        if (lines.stream().mapToLong(OrderLineInput::quantity).sum() > StockCommand.MAX_PIECES) {
            in.refuseValue(Code.OUT_OF_RANGE, "So many pieces fit in no order", "<= " + StockCommand.MAX_PIECES, field);
        }
        var read = IntStream.range(0, lines.size())
                .mapToObj(index -> lines.get(index).read(in.at(field, Integer.toString(index))))
                .toList();
        return () -> merged(read);
    }

    private Line read(InputReader in) {
        return new Line(
                in.readId("productId", "Product", productId, ProductId::new),
                in.read("quantity", quantity, PlaceOrder::quantity));
    }

    private static TreeMap<ProductId, Integer> merged(List<Line> lines) {
        var quantities = new TreeMap<ProductId, Integer>();
        lines.forEach(
                line -> quantities.merge(line.product().get(), line.quantity().get(), Integer::sum));
        return quantities;
    }
}
