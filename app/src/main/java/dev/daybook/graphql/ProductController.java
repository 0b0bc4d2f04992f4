package dev.daybook.graphql;

import dev.daybook.catalog.InvalidValue;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.product.Products;
import dev.daybook.catalog.product.Sku;
import dev.daybook.catalog.stock.Availability;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.eventstore.Commands;
import dev.daybook.graphql.UserError.InsufficientStockError;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class ProductController {
    private final Products products;
    private final ProductListing listing;
    private final Commands commands;

    ProductController(Products products, ProductListing listing, Commands commands) {
        this.products = products;
        this.listing = listing;
        this.commands = commands;
    }

    record ProductIdentifier(
            @Nullable String id,
            @Nullable String slug,
            @Nullable String sku) {}

    record CreateProductInput(
            String name,
            @Nullable String slug,
            String sku,
            @Nullable String description,
            MoneyInput price,
            int initialStock,
            int lowStockThreshold,
            @Nullable String categoryId,
            boolean active) {}

    record ChangeProductPriceInput(
            String productId,
            MoneyInput price,
            @Nullable String reason,
            @Nullable Long expectedVersion) {}

    record AdjustStockInput(String productId, int delta, String reason, String idempotencyKey) {}

    public record ProductPayload(ProductView product) implements Payload {}

    public record StockPayload(ProductView product, boolean idempotentReplay) implements Payload {}

    @QueryMapping
    Optional<ProductView> product(@Argument ProductIdentifier by, Viewer viewer) {
        return find(by).filter(product -> product.isActive() || viewer.isStaff());
    }

    @QueryMapping
    Connection<ProductView> products(
            @Argument ProductListing.@Nullable ProductFilter filter,
            @Argument ProductListing.@Nullable ProductOrder orderBy,
            DataFetchingEnvironment field,
            Viewer viewer) {
        return listing.page(filter, orderBy, Page.of(field), viewer);
    }

    @SchemaMapping(typeName = "Product")
    @Nullable CompletableFuture<CategoryView> category(ProductView product, DataLoader<UUID, CategoryView> categories) {
        return product.categoryId() == null ? null : categories.load(product.categoryId());
    }

    @SchemaMapping(typeName = "InsufficientStockError")
    CompletableFuture<ProductView> product(InsufficientStockError error, DataLoader<UUID, ProductView> products) {
        return products.load(error.productId());
    }

    @SchemaMapping(typeName = "Product")
    CompletableFuture<StockView> stock(ProductView product, DataLoader<UUID, StockView> stocks) {
        return stocks.load(product.id());
    }

    @SchemaMapping(typeName = "Product")
    CompletableFuture<Availability> availability(ProductView product, DataLoader<UUID, StockView> stocks) {
        return stocks.load(product.id()).thenApply(StockView::availability);
    }

    @MutationMapping
    ProductPayload createProduct(@Argument CreateProductInput input, Viewer viewer) {
        var in = new InputReader("input");
        var name = in.read("name", input.name(), ProductName::new);
        var slug = in.readOptional("slug", input.slug(), Slug::new);
        var sku = in.read("sku", input.sku(), Sku::new);
        var description = in.readOptional("description", input.description(), ProductController::description);
        var price = in.read("price", input.price(), typed -> new Price(typed.money()));
        var category = in.readOptionalId("categoryId", "Category", input.categoryId(), CategoryId::new);
        var stock = in.read("initialStock", input.initialStock(), ProductController::pieces);
        var threshold = in.read("lowStockThreshold", input.lowStockThreshold(), ProductController::pieces);
        var id = ProductId.random();
        var command = in.whenValid(() -> new CreateProduct(
                id,
                name.get(),
                slug.get(),
                sku.get(),
                description.get(),
                price.get(),
                category.get(),
                stock.get(),
                threshold.get(),
                input.active()));
        commands.send(command, viewer.actor());
        return new ProductPayload(products.findById(id.value()).orElseThrow());
    }

    @MutationMapping
    ProductPayload changeProductPrice(@Argument ChangeProductPriceInput input, Viewer viewer) {
        var in = new InputReader("input");
        var product = in.readId("productId", "Product", input.productId(), ProductId::new);
        var price = in.read("price", input.price(), typed -> new Price(typed.money()));
        var reason = in.readOptional("reason", input.reason(), ProductController::reason);
        commands.send(
                in.whenValid(() -> new ChangePrice(product.get(), price.get(), reason.get(), input.expectedVersion())),
                viewer.actor());
        return new ProductPayload(products.findById(product.get().value()).orElseThrow());
    }

    @MutationMapping
    StockPayload adjustStock(@Argument AdjustStockInput input, Viewer viewer, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var product = in.readId("productId", "Product", input.productId(), ProductId::new);
        var delta = in.read("delta", input.delta(), StockCommand::delta);
        var reason = in.read("reason", input.reason(), StockCommand::reason);
        var receipt = commands.sendOnce(
                in.whenValid(() -> new AdjustStock(product.get(), delta.get(), reason.get())),
                viewer.actor(),
                IdempotencyKeys.of(field),
                product.get().value());
        return new StockPayload(products.findById(receipt.result()).orElseThrow(), receipt.replayed());
    }

    static String description(String typed) {
        InvalidValue.unlessAtMost(typed, 10_000);
        return typed;
    }

    private static String reason(String typed) {
        InvalidValue.unlessAtMost(typed, 500);
        return typed;
    }

    private static Integer pieces(Integer typed) {
        InvalidValue.unlessBetween(typed, 0, StockCommand.MAX_PIECES);
        return typed;
    }

    private Optional<ProductView> find(ProductIdentifier by) {
        if (by.id() != null) {
            return GlobalId.parse("Product", by.id()).flatMap(products::findById);
        }
        return by.slug() != null
                ? products.findBySlug(by.slug())
                : Optional.ofNullable(by.sku()).flatMap(products::findBySku);
    }
}
