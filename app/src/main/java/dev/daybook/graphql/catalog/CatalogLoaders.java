package dev.daybook.graphql.catalog;

import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.Categories.Step;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Views;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Registers the batch loaders of products, their stock, and categories with their ancestors and children. */
@Component
class CatalogLoaders {
    CatalogLoaders(BatchLoaders loaders, Views views, Categories categories, CategoryFigures figures) {
        loaders.one("products", ids -> views.byId(ProductView.class, ids, ProductView::id));
        loaders.one("stocks", ids -> views.byId(StockView.class, ids, StockView::id));
        loaders.one("categories", ids -> views.byId(CategoryView.class, ids, CategoryView::id));
        loaders.one("categoryFigures", figures::of);
        loaders.many(
                "childCategories",
                ids -> views.byParent(
                        CategoryView.class,
                        "parentId",
                        ids,
                        child -> Objects.requireNonNull(child.parentId()),
                        "name"));
        loaders.many("ancestorCategories", ids -> ancestors(ids, views, categories));
    }

    /**
     * Ancestors of categories, the root first, in two statements for any number and depth: one for the paths, one for
     * all categories on them.
     */
    private static Map<UUID, List<CategoryView>> ancestors(Collection<UUID> ids, Views views, Categories categories) {
        var steps = categories.findPathsAbove(ids);
        var above = views.byId(
                CategoryView.class, steps.stream().map(Step::ancestor).collect(Collectors.toSet()), CategoryView::id);
        return steps.stream()
                .filter(step -> above.containsKey(step.ancestor()))
                .collect(Collectors.groupingBy(
                        Step::category,
                        Collectors.mapping(
                                step -> Objects.requireNonNull(above.get(step.ancestor())), Collectors.toList())));
    }
}
