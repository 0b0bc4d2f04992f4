package dev.daybook.catalog.product;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.users.text.Change;
import dev.daybook.users.text.Slug;
import dev.daybook.users.text.Typed;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a product. An archived one never changes. */
public sealed interface ProductCommand {
    @TargetAggregateIdentifier
    ProductId product();

    /** At most 500 characters. */
    static String reason(String text) {
        return Typed.lines(text, 0, 500);
    }

    /** Adds a product and opens its stock, both or neither. Without a slug one is derived from the name. */
    record CreateProduct(
            ProductId product,
            ProductName name,
            @Nullable Slug slug,
            Sku sku,
            @Nullable String description,
            Price price,
            @Nullable CategoryId category,
            int initialStock,
            int lowStockThreshold,
            boolean active)
            implements ProductCommand {
        CreateProduct withSlug(Slug slug) {
            return new CreateProduct(
                    product, name, slug, sku, description, price, category, initialStock, lowStockThreshold, active);
        }
    }

    /** Changes the details of the product and the threshold of its stock. Values that they have already are no change. */
    record UpdateProduct(
            ProductId product,
            Change<ProductName> name,
            Change<Slug> slug,
            Change<@Nullable String> description,
            Change<@Nullable CategoryId> category,
            Change<Integer> lowStockThreshold,
            @Nullable Long expectedVersion)
            implements ProductCommand {
        ProductDetails appliedTo(ProductDetails details) {
            return new ProductDetails(
                    name.appliedTo(details.name()),
                    slug.appliedTo(details.slug()),
                    description.appliedTo(details.description()),
                    category.appliedTo(details.category()));
        }
    }

    /** Changes the price. The same price is no change. */
    record ChangePrice(
            ProductId product,
            Price price,
            @Nullable String reason,
            @Nullable Long expectedVersion) implements ProductCommand {
        public ChangePrice {
            reason = reason == null ? null : ProductCommand.reason(reason);
        }
    }

    /** Changes the status. The same status is no change. */
    record ChangeStatus(
            ProductId product,
            ProductStatus status,
            @Nullable String reason,
            @Nullable Long expectedVersion) implements ProductCommand {
        public ChangeStatus {
            reason = reason == null ? null : ProductCommand.reason(reason);
        }
    }

    /** Takes a product out of its category. No change when it is elsewhere by now, or archived. */
    record LeaveCategory(ProductId product, CategoryId category) implements ProductCommand {}
}
