package dev.daybook.catalog.product;

import static java.util.stream.Collectors.toSet;

import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.product.CreateProducts.Creation;
import dev.daybook.catalog.product.CreateProducts.Creations;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductRefusal.SomeRefused;
import dev.daybook.users.text.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates many products. Concurrent creations are refused by the unique indexes. */
@Component
class CreateProductsHandler {
    private final Products products;
    private final Categories categories;

    CreateProductsHandler(Products products, Categories categories) {
        this.products = products;
        this.categories = categories;
    }

    @CommandHandler
    Creations handle(CreateProducts command, CommandGateway commands) {
        var taken = taken(command.products());
        var possible = new ArrayList<CreateProduct>();
        var rows = new ArrayList<Creation>();
        for (var one : command.products()) {
            var row = taken.check(one);
            if (row.isPossible()) {
                possible.add(one);
                taken.add(one);
            }
            rows.add(row);
        }
        var creations = new Creations(rows);
        if (command.allOrNothing() && possible.size() < rows.size()) {
            throw new ProductRefused(new SomeRefused(creations));
        }
        possible.forEach(one -> commands.sendAndWait(withSlug(one, taken)));
        return creations;
    }

    /** Derives a slug that differs from all chosen ones, also of later products. */
    private CreateProduct withSlug(CreateProduct one, Taken taken) {
        if (one.slug() != null) {
            return one;
        }
        var slug = one.name().freeSlug(candidates -> {
            var gone = new HashSet<>(products.findTakenSlugs(candidates));
            gone.addAll(taken.slugs());
            return gone;
        });
        taken.slugs().add(slug.value());
        return one.withSlug(slug);
    }

    private record NameInCategory(String name, @Nullable UUID category) {
        static NameInCategory of(CreateProduct product) {
            return new NameInCategory(product.name().value(), categoryOf(product));
        }
    }

    /** Taken values, and the categories that exist. */
    private record Taken(Set<NameInCategory> names, Set<String> slugs, Set<String> skus, Set<UUID> categories) {
        Creation check(CreateProduct product) {
            var category = categoryOf(product);
            return new Creation(
                    product.product(),
                    names.contains(NameInCategory.of(product)),
                    product.slug() != null && slugs.contains(product.slug().value()),
                    skus.contains(product.sku().value()),
                    category != null && !categories.contains(category));
        }

        void add(CreateProduct product) {
            names.add(NameInCategory.of(product));
            skus.add(product.sku().value());
            if (product.slug() != null) {
                slugs.add(product.slug().value());
            }
        }
    }

    private Taken taken(List<CreateProduct> asked) {
        return new Taken(
                found(
                        asked.stream().map(one -> one.name().value()),
                        names -> products.findByNames(names).stream()
                                .map(row -> new NameInCategory(row.name(), row.categoryId()))
                                .toList()),
                found(
                        asked.stream()
                                .map(CreateProduct::slug)
                                .filter(Objects::nonNull)
                                .map(Slug::value),
                        products::findTakenSlugs),
                found(asked.stream().map(one -> one.sku().value()), products::findTakenSkus),
                found(
                        asked.stream().map(CreateProductsHandler::categoryOf).filter(Objects::nonNull),
                        categories::lockExisting));
    }

    private static <T, R> Set<R> found(Stream<T> asked, Function<Collection<T>, Collection<R>> find) {
        var values = asked.collect(toSet());
        return values.isEmpty() ? new HashSet<>() : new HashSet<>(find.apply(values));
    }

    private static @Nullable UUID categoryOf(CreateProduct product) {
        return product.category() == null ? null : product.category().value();
    }
}
