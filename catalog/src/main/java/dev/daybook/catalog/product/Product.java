package dev.daybook.catalog.product;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.daybook.catalog.CatalogRefusal.UnknownCategory;
import dev.daybook.catalog.CatalogRefusal.VersionConflict;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Product {
    private static final int MAX_SLUG = 200;

    @AggregateIdentifier
    private ProductId id;

    private Price price;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(CreateProduct command, Categories categories, Products products, CommandGateway commands) {
        var category = command.category();
        if (category != null && !categories.existsById(category.value())) {
            throw new UnknownCategory(category, "categoryId").asException();
        }
        var slug = command.slug();
        apply(new ProductCreated(
                command.product(),
                command.name(),
                slug != null ? slug : freeSlug(command.name(), products),
                command.sku(),
                command.description(),
                command.price(),
                category,
                command.active()));
        commands.sendAndWait(new OpenStock(command.product(), command.initialStock(), command.lowStockThreshold()));
    }

    @CommandHandler
    void handle(ChangePrice command) {
        expect(command.expectedVersion());
        if (!command.price().equals(price)) {
            apply(new PriceChanged(id, command.price(), price, command.reason()));
        }
    }

    private static Slug freeSlug(ProductName name, Products products) {
        return Slug.from(name.value(), "product", MAX_SLUG)
                .orNextFree(MAX_SLUG, slug -> products.existsBySlug(slug.value()));
    }

    private static void expect(@Nullable Long version) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new VersionConflict(version, actual).asException();
        }
    }

    @EventSourcingHandler
    void on(ProductCreated event) {
        id = event.product();
        price = event.price();
    }

    @EventSourcingHandler
    void on(PriceChanged event) {
        price = event.price();
    }
}
