package dev.daybook.graphql.catalog;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryRefusal;
import dev.daybook.catalog.category.CategoryRefused;
import dev.daybook.catalog.product.ProductRefusal;
import dev.daybook.catalog.product.ProductRefused;
import dev.daybook.catalog.stock.StockRefusal;
import dev.daybook.catalog.stock.StockRefused;
import dev.daybook.graphql.errors.InputPaths;
import dev.daybook.graphql.errors.RefusalTranslator;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.IllegalTransitionError;
import dev.daybook.graphql.errors.UserError.InsufficientStockError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import dev.daybook.graphql.errors.UserError.VersionConflictError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Translates the refusals of categories, products and stock. */
@Component
class CatalogRefusalTranslator implements RefusalTranslator {
    private static final List<String> CATEGORY = List.of("input", "categoryId");

    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case CategoryRefused refused -> List.of(translate(refused.refusal()));
            case ProductRefused refused -> List.of(translate(refused.refusal(), arguments));
            case StockRefused refused -> List.of(translate(refused.refusal(), arguments));
            default -> List.of();
        };
    }

    private static UserError translate(CategoryRefusal refusal) {
        return switch (refusal) {
            case CategoryRefusal.UnknownCategory unknown ->
                new GenericError("There is no such category", Code.NOT_FOUND, List.of("input", unknown.field()));
            case CategoryRefusal.Cycle _ ->
                new GenericError("A category cannot be below itself", Code.CYCLE, List.of("input", "newParentId"));
            case CategoryRefusal.CategoryInUse use ->
                new GenericError(
                        "The category has %d children and %d products".formatted(use.children(), use.products()),
                        Code.IN_USE,
                        CATEGORY);
            case CategoryRefusal.TooManyToDetach many ->
                new ValidationError(
                        "The category has %d children and products; at most %d can be taken out of it at once"
                                .formatted(many.contents(), many.most()),
                        Code.TOO_MANY_ITEMS,
                        CATEGORY,
                        "at most " + many.most());
            case CategoryRefusal.AmbiguousName ambiguous ->
                new GenericError(
                        "Another product without a category is called '%s' already".formatted(ambiguous.name()),
                        Code.TAKEN,
                        CATEGORY);
            case CategoryRefusal.VersionConflict conflict ->
                VersionConflictError.of("category", conflict.expected(), conflict.actual());
        };
    }

    private static UserError translate(ProductRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case ProductRefusal.UnknownCategory _ ->
                new GenericError("There is no such category", Code.NOT_FOUND, CATEGORY);
            case ProductRefusal.Archived archived ->
                new GenericError(
                        "This product is archived",
                        Code.PRODUCT_UNAVAILABLE,
                        InputPaths.find(arguments, archived.product().value()));
            case ProductRefusal.IllegalTransition illegal ->
                IllegalTransitionError.of(
                        illegal.from(), illegal.to(), illegal.from().next(), "productId");
            case ProductRefusal.SomeRefused _ ->
                new GenericError(
                        "Some of the products cannot be created", Code.TAKEN, InputPaths.given("products", arguments));
            case ProductRefusal.VersionConflict conflict ->
                VersionConflictError.of("product", conflict.expected(), conflict.actual());
        };
    }

    private static UserError translate(StockRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case StockRefusal.InsufficientStock shortage ->
                new InsufficientStockError(
                        "Insufficient stock of this product. Available: %d".formatted(shortage.available()),
                        Code.INSUFFICIENT_STOCK,
                        List.of("input", "delta"),
                        shortage.product().value(),
                        shortage.requested(),
                        shortage.available());
            case StockRefusal.TooManyPieces many ->
                new ValidationError(
                        "There would be more than %d pieces of this product".formatted(many.most()),
                        Code.OUT_OF_RANGE,
                        piecesOf(many.product(), arguments),
                        "at most %d on hand".formatted(many.most()));
        };
    }

    /** The path to the change of a correction, or to the quantity of returned goods. */
    private static @Nullable List<String> piecesOf(ProductId product, Map<String, Object> arguments) {
        return arguments.get("input") instanceof Map<?, ?> input && input.containsKey("delta")
                ? List.of("input", "delta")
                : InputPaths.findBeside(arguments, product.value(), "quantity");
    }
}
