package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.ChangeStatus;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductCommand.LeaveCategory;
import dev.daybook.catalog.product.ProductCommand.UpdateProduct;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductActivated;
import dev.daybook.catalog.product.ProductEvent.ProductArchived;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductEvent.ProductEdited;
import dev.daybook.catalog.product.ProductRefusal.Archived;
import dev.daybook.catalog.product.ProductRefusal.IllegalTransition;
import dev.daybook.catalog.product.ProductRefusal.UnknownCategory;
import dev.daybook.catalog.product.ProductRefusal.VersionConflict;
import dev.daybook.catalog.stock.StockCommand.ChangeStockThreshold;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import dev.daybook.users.text.Change;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Product {
    @AggregateIdentifier
    private ProductId id;

    private ProductDetails details;
    private Price price;
    private ProductStatus status;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(CreateProduct command, Categories categories, Products products, CommandGateway commands) {
        refuseUnknown(command.category(), categories);
        var slug = command.slug();
        apply(new ProductCreated(
                command.product(),
                command.name(),
                slug != null ? slug : command.name().freeSlug(products::findTakenSlugs),
                command.sku(),
                command.description(),
                command.price(),
                command.category(),
                command.active()));
        commands.sendAndWait(new OpenStock(command.product(), command.initialStock(), command.lowStockThreshold()));
    }

    @CommandHandler
    void handle(UpdateProduct command, Categories categories, CommandGateway commands) {
        expect(command.expectedVersion());
        refuseIfArchived();
        var changed = command.appliedTo(details);
        if (!changed.equals(details)) {
            if (!Objects.equals(changed.category(), details.category())) {
                refuseUnknown(changed.category(), categories);
            }
            apply(new ProductEdited(id, changed));
        }
        if (command.lowStockThreshold() instanceof Change.Set<Integer>(var pieces)) {
            commands.sendAndWait(new ChangeStockThreshold(id, pieces));
        }
    }

    @CommandHandler
    void handle(ChangePrice command) {
        expect(command.expectedVersion());
        refuseIfArchived();
        if (!command.price().equals(price)) {
            apply(new PriceChanged(id, command.price(), price, command.reason()));
        }
    }

    @CommandHandler
    void handle(ChangeStatus command) {
        expect(command.expectedVersion());
        if (command.status() == status) {
            return;
        }
        if (!status.next().contains(command.status())) {
            throw new ProductRefused(new IllegalTransition(status, command.status()));
        }
        apply(
                switch (command.status()) {
                    case ACTIVE -> new ProductActivated(id, command.reason());
                    case INACTIVE -> new ProductDeactivated(id, command.reason());
                    case ARCHIVED -> new ProductArchived(id, command.reason());
                });
    }

    @CommandHandler
    void handle(LeaveCategory command) {
        if (command.category().equals(details.category()) && status != ARCHIVED) {
            apply(new ProductEdited(id, details.withoutCategory()));
        }
    }

    private void refuseIfArchived() {
        if (status == ARCHIVED) {
            throw new ProductRefused(new Archived(id));
        }
    }

    private static void refuseUnknown(@Nullable CategoryId category, Categories categories) {
        if (category != null && !categories.lockIfExists(category.value())) {
            throw new ProductRefused(new UnknownCategory(category));
        }
    }

    private static void expect(@Nullable Long version) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new ProductRefused(new VersionConflict(version, actual));
        }
    }

    @EventSourcingHandler
    void on(ProductCreated event) {
        id = event.product();
        details = new ProductDetails(event.name(), event.slug(), event.description(), event.category());
        price = event.price();
        status = event.active() ? ACTIVE : INACTIVE;
    }

    @EventSourcingHandler
    void on(ProductEdited event) {
        details = event.details();
    }

    @EventSourcingHandler
    void on(PriceChanged event) {
        price = event.price();
    }

    @EventSourcingHandler
    void on(ProductActivated event) {
        status = ACTIVE;
    }

    @EventSourcingHandler
    void on(ProductDeactivated event) {
        status = INACTIVE;
    }

    @EventSourcingHandler
    void on(ProductArchived event) {
        status = ARCHIVED;
    }
}
