package dev.daybook.graphql.catalog;

import dev.daybook.catalog.CatalogIndex;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductCommand;
import dev.daybook.catalog.product.ProductCommand.ChangeStatus;
import dev.daybook.catalog.product.ProductStatus;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.product.Products;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.catalog.ProductInputs.CreateProductInput;
import dev.daybook.graphql.catalog.ProductInputs.UpdateProductInput;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
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
    private final ProductFinder finder;
    private final ProductListing listing;
    private final Commands commands;
    private final PointInTimeRows past;

    ProductController(
            Products products, ProductFinder finder, ProductListing listing, Commands commands, PointInTimeRows past) {
        this.products = products;
        this.finder = finder;
        this.listing = listing;
        this.commands = commands;
        this.past = past;
    }

    record ProductIdentifier(
            @Nullable String id,
            @Nullable String slug,
            @Nullable String sku) {}

    record ProductActionInput(
            String productId,
            @Nullable String reason,
            @Nullable Long expectedVersion) {}

    public record ProductPayload(ProductView product) implements Payload {}

    @QueryMapping
    Optional<ProductView> product(
            @Argument ProductIdentifier by,
            @Argument @Nullable Instant asOf,
            Caller caller,
            DataFetchingEnvironment field) {
        var now = find(by, field);
        if (asOf == null) {
            return now.filter(product -> isVisible(product, caller));
        }
        if (!caller.isStaff()) {
            throw NotAllowed.without(Role.STAFF, caller);
        }
        return now.flatMap(product ->
                past.rowOf(ProductView.class, product.id(), product.productId().toString(), asOf));
    }

    static boolean isVisible(ProductView product, Caller caller) {
        return product.isActive() || caller.isStaff();
    }

    @QueryMapping
    Connection<ProductView> products(
            @Argument ProductListing.@Nullable ProductFilter filter,
            @Argument ProductListing.@Nullable ProductOrder orderBy,
            DataFetchingEnvironment field,
            Caller caller) {
        return listing.page(filter, orderBy, Page.of(field), caller);
    }

    @QueryMapping
    Connection<ProductView> lowStockProducts(@Argument int threshold, DataFetchingEnvironment field) {
        return listing.low(threshold, Page.of(field));
    }

    @SchemaMapping(typeName = "Product")
    @Nullable CompletableFuture<CategoryView> category(ProductView product, DataLoader<UUID, CategoryView> categories) {
        return product.categoryId() == null ? null : categories.load(product.categoryId());
    }

    @MutationMapping
    ProductPayload createProduct(@Argument CreateProductInput input, Caller caller) {
        var in = new InputReader("input");
        var command = in.whenValid(input.read(in));
        return send(
                command,
                command.slug() == null ? commands.retryingOnConflictOf(CatalogIndex.PRODUCT_SLUG) : commands,
                caller);
    }

    @MutationMapping
    ProductPayload updateProduct(@Argument UpdateProductInput input, Caller caller) {
        return send(input.command(), commands, caller);
    }

    @MutationMapping
    ProductPayload activateProduct(@Argument ProductActionInput input, Caller caller) {
        return changeStatus(ProductStatus.ACTIVE, input, caller);
    }

    @MutationMapping
    ProductPayload deactivateProduct(@Argument ProductActionInput input, Caller caller) {
        return changeStatus(ProductStatus.INACTIVE, input, caller);
    }

    @MutationMapping
    ProductPayload archiveProduct(@Argument ProductActionInput input, Caller caller) {
        return changeStatus(ProductStatus.ARCHIVED, input, caller);
    }

    private ProductPayload changeStatus(ProductStatus status, ProductActionInput input, Caller caller) {
        var in = new InputReader("input");
        var product = in.readId("productId", "Product", input.productId(), ProductId::new);
        var reason = in.readOptional("reason", input.reason(), ProductCommand::reason);
        return send(
                in.whenValid(() -> new ChangeStatus(product.get(), status, reason.get(), input.expectedVersion())),
                commands,
                caller);
    }

    private ProductPayload send(ProductCommand command, Commands how, Caller caller) {
        how.send(command, caller.actor());
        return new ProductPayload(products.findById(command.product().value()).orElseThrow());
    }

    private Optional<ProductView> find(ProductIdentifier by, DataFetchingEnvironment field) {
        if (by.id() != null) {
            return GlobalId.parse("Product", by.id()).flatMap(id -> finder.byId(id, field));
        }
        return by.slug() != null
                ? finder.bySlug(by.slug(), field)
                : Optional.ofNullable(by.sku()).flatMap(sku -> finder.bySku(sku, field));
    }
}
