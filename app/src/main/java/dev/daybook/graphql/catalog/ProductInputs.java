package dev.daybook.graphql.catalog;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductCommand.UpdateProduct;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.input.MoneyInput;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import dev.daybook.users.text.Typed;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** Inputs of the mutations that create and change a product. */
final class ProductInputs {
    private ProductInputs() {}

    record CreateProductInput(
            String name,
            @Nullable String slug,
            String sku,
            @Nullable String description,
            MoneyInput price,
            int initialStock,
            int lowStockThreshold,
            @Nullable String categoryId,
            boolean active) {
        /** Reads the command for a new product; it is available once the whole input is valid. */
        Supplier<CreateProduct> read(InputReader in) {
            var readName = in.read("name", name, ProductName::typed);
            var readSlug = in.readOptional("slug", slug, Slug::typed);
            var readSku = in.read("sku", sku, Sku::typed);
            var readDescription = in.readOptional("description", description, ProductInputs::description);
            var readPrice = in.read("price", price, ProductInputs::price);
            var category = in.readOptionalId("categoryId", "Category", categoryId, CategoryId::new);
            var stock = in.read("initialStock", initialStock, ProductInputs::pieces);
            var threshold = in.read("lowStockThreshold", lowStockThreshold, ProductInputs::pieces);
            return () -> new CreateProduct(
                    ProductId.random(),
                    readName.get(),
                    readSlug.get(),
                    readSku.get(),
                    readDescription.get(),
                    readPrice.get(),
                    category.get(),
                    stock.get(),
                    threshold.get(),
                    active);
        }
    }

    record UpdateProductInput(
            String productId,
            ArgumentValue<String> name,
            ArgumentValue<String> slug,
            ArgumentValue<String> description,
            ArgumentValue<String> categoryId,
            ArgumentValue<Integer> lowStockThreshold,
            @Nullable Long expectedVersion) {
        UpdateProduct command() {
            var in = new InputReader("input");
            var product = in.readId("productId", "Product", productId, ProductId::new);
            var readName = in.change("name", name, ProductName::typed);
            var readSlug = in.change("slug", slug, Slug::typed);
            var readDescription = in.changeOptional("description", description, ProductInputs::description);
            var category = in.changeOptionalId("categoryId", "Category", categoryId, CategoryId::new);
            var threshold = in.change("lowStockThreshold", lowStockThreshold, ProductInputs::pieces);
            return in.whenValid(() -> new UpdateProduct(
                    product.get(),
                    readName.get(),
                    readSlug.get(),
                    readDescription.get(),
                    category.get(),
                    threshold.get(),
                    expectedVersion));
        }
    }

    static String description(String typed) {
        return Typed.lines(typed, 0, 10_000);
    }

    static Price price(MoneyInput typed) {
        return new Price(typed.money());
    }

    private static Integer pieces(Integer typed) {
        InvalidValue.unlessBetween(typed, 0, StockCommand.MAX_PIECES);
        return typed;
    }
}
