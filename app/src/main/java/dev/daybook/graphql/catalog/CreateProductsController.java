package dev.daybook.graphql.catalog;

import static java.util.stream.Collectors.toSet;

import dev.daybook.catalog.CatalogIndex;
import dev.daybook.catalog.product.CreateProducts;
import dev.daybook.catalog.product.CreateProducts.Creation;
import dev.daybook.catalog.product.CreateProducts.Creations;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductRefusal.SomeRefused;
import dev.daybook.catalog.product.ProductRefused;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.commands.Commands;
import dev.daybook.commands.Receipt;
import dev.daybook.graphql.catalog.ProductInputs.CreateProductInput;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.BulkErrorPolicy;
import dev.daybook.graphql.input.BulkRows;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.Payload;
import dev.daybook.security.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class CreateProductsController {
    private final Commands commands;
    private final Views views;

    CreateProductsController(Commands commands, Views views) {
        this.commands = commands.retryingOnConflictOf(
                CatalogIndex.PRODUCT_NAME, CatalogIndex.PRODUCT_SLUG, CatalogIndex.PRODUCT_SKU);
        this.views = views;
    }

    record CreateProductsInput(List<CreateProductInput> products, BulkErrorPolicy errorPolicy, String idempotencyKey) {}

    public record CreateProductResult(int index, @Nullable ProductView product, List<?> userErrors) {}

    public record CreateProductsPayload(
            int createdCount, List<CreateProductResult> results, List<?> userErrors, boolean idempotentReplay)
            implements Payload {}

    @MutationMapping
    CreateProductsPayload createProducts(
            @Argument CreateProductsInput input, Caller caller, DataFetchingEnvironment field) {
        var rows = BulkRows.read("products", input.products(), CreateProductInput::read);
        var allOrNothing = input.errorPolicy() == BulkErrorPolicy.REJECT_EVERYTHING;
        if (allOrNothing && !rows.areAllValid()) {
            return nothing(rows);
        }
        try {
            var receipt = commands.sendOnce(
                    new CreateProducts(rows.values(), allOrNothing),
                    caller.actor(),
                    IdempotencyKeys.of(field),
                    Creations.class);
            return created(rows, receipt);
        } catch (ProductRefused refused) {
            if (!(refused.refusal() instanceof SomeRefused some)) {
                throw refused;
            }
            rows.note(some.rows().rows(), CreateProductsController::note);
            return nothing(rows);
        }
    }

    private CreateProductsPayload created(BulkRows<CreateProduct> rows, Receipt<Creations> receipt) {
        var creations = receipt.result().rows();
        rows.note(creations, CreateProductsController::note);
        var ids = creations.stream()
                .filter(Creation::isPossible)
                .map(creation -> creation.product().value())
                .collect(toSet());
        var products = views.byId(ProductView.class, ids, ProductView::id);
        var results = rows.results(
                creations,
                (index, creation, errors) -> new CreateProductResult(
                        index,
                        creation == null
                                ? null
                                : products.get(creation.product().value()),
                        errors));
        return new CreateProductsPayload(ids.size(), results, List.of(), receipt.replayed());
    }

    private static CreateProductsPayload nothing(BulkRows<CreateProduct> rows) {
        return new CreateProductsPayload(
                0,
                rows.results(List.of(), (index, _, errors) -> new CreateProductResult(index, null, errors)),
                rows.errors(),
                false);
    }

    private static void note(Creation creation, InputReader in) {
        if (creation.categoryUnknown()) {
            in.refuse(Code.NOT_FOUND, "There is no such category", "categoryId");
        }
        if (creation.nameTaken()) {
            in.refuse(Code.TAKEN, "This name is already taken", "name");
        }
        if (creation.slugTaken()) {
            in.refuse(Code.TAKEN, "This slug is already taken", "slug");
        }
        if (creation.skuTaken()) {
            in.refuse(Code.TAKEN, "This sku is already taken", "sku");
        }
    }
}
