package dev.daybook.graphql.catalog;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceChangeView;
import dev.daybook.catalog.product.ProductCommand;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.product.Products;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.catalog.ProductController.ProductPayload;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.input.MoneyInput;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.NestedLoader;
import dev.daybook.graphql.paging.ProjectedHistory;
import dev.daybook.graphql.paging.Views;
import dev.daybook.security.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Current and past prices of products. */
@Controller
class PriceController {
    private static final int MAX_DAYS = 3650;

    private final Products products;
    private final Commands commands;
    private final ProjectedHistory<PriceChangeView> history;
    private final NestedLoader<Integer, Money> lowestPriorPrices;

    PriceController(Products products, Commands commands, Views views, PriorPrices priorPrices, BatchLoaders loaders) {
        this.products = products;
        this.commands = commands;
        history = new ProjectedHistory<>(PriceChangeView.class, "productId", views, loaders);
        lowestPriorPrices = new NestedLoader<>("lowestPriorPrices", loaders, priorPrices::lowest);
    }

    record ChangeProductPriceInput(
            String productId,
            MoneyInput price,
            @Nullable String reason,
            @Nullable Long expectedVersion) {}

    @SchemaMapping(typeName = "Product")
    CompletableFuture<Connection<PriceChangeView>> priceHistory(ProductView product, DataFetchingEnvironment field) {
        return history.of(product.id(), field);
    }

    @SchemaMapping(typeName = "Product")
    CompletableFuture<Money> lowestPriorPrice(ProductView product, @Argument int days, DataFetchingEnvironment field) {
        if (days < 1 || days > MAX_DAYS) {
            throw new BadRequest("Ask for 1 to %d days, not %d".formatted(MAX_DAYS, days));
        }
        return lowestPriorPrices.load(product.id(), days, field);
    }

    @SchemaMapping(typeName = "PriceChange")
    Actor actor(PriceChangeView change) {
        return Actor.parse(change.actor());
    }

    @MutationMapping
    ProductPayload changeProductPrice(@Argument ChangeProductPriceInput input, Caller caller) {
        var in = new InputReader("input");
        var product = in.readId("productId", "Product", input.productId(), ProductId::new);
        var price = in.read("price", input.price(), ProductInputs::price);
        var reason = in.readOptional("reason", input.reason(), ProductCommand::reason);
        commands.send(
                in.whenValid(() -> new ChangePrice(product.get(), price.get(), reason.get(), input.expectedVersion())),
                caller.actor());
        return new ProductPayload(products.findById(product.get().value()).orElseThrow());
    }
}
