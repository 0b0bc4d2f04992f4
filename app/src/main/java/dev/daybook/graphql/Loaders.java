package dev.daybook.graphql;

import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.Categories.Step;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.eventstore.Journal;
import dev.daybook.eventstore.SharedLookups;
import dev.daybook.graphql.paging.Views;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.users.UserView;
import dev.daybook.users.post.PostViewCounter;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Follows the relations between views. Each loader runs one statement for all the objects of a query that ask at the same
 * time. Controllers get them as parameters of these names.
 */
@Component
class Loaders {
    Loaders(
            BatchLoaderRegistry registry,
            Views views,
            Categories categories,
            TagListing tags,
            PostListing posts,
            PostViewCounter postViews,
            CategoryFigures figures,
            Journal journal,
            JdbcClient jdbc) {
        one(registry, "users", ids -> views.byId(UserView.class, ids, UserView::id));
        one(registry, "products", ids -> views.byId(ProductView.class, ids, ProductView::id));
        one(registry, "stocks", ids -> views.byId(StockView.class, ids, StockView::id));
        one(registry, "orders", ids -> views.byId(OrderView.class, ids, OrderView::id));
        one(registry, "categoryFigures", figures::of);
        one(registry, "categories", ids -> views.byId(CategoryView.class, ids, CategoryView::id));
        many(
                registry,
                "childCategories",
                ids -> views.byParent(
                        CategoryView.class,
                        "parentId",
                        ids,
                        child -> Objects.requireNonNull(child.parentId()),
                        "name"));
        many(registry, "ancestorCategories", ids -> ancestors(ids, views, categories));
        many(
                registry,
                "orderLines",
                ids -> views.byParent(OrderLineView.class, "orderId", ids, OrderLineView::orderId, "lineNumber"));
        one(registry, "accounts", ids -> views.byId(AccountView.class, ids, AccountView::id));
        many(
                registry,
                "accountsOfUsers",
                ids -> views.byParent(AccountView.class, "ownerId", ids, AccountView::ownerId, "number"));
        one(registry, "unreadCounts", ids -> unreadCounts(ids, jdbc));
        one(registry, "recordedEvents", journal::byId);
        one(registry, "contents", posts::contents);
        one(registry, "tagsOfPosts", tags::ofPosts);
        one(registry, "viewCounts", postViews::of);
        one(registry, "postCounts", posts::published);
    }

    /** Root first. The paths first and then all categories on them: two statements, however deep and many they are. */
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

    private static Map<UUID, Integer> unreadCounts(Collection<UUID> users, JdbcClient jdbc) {
        return jdbc
                .sql("""
                        select reader.id, (select count(*) from notifications where user_id = reader.id and read_at is null)
                        from unnest(?) as reader (id)""")
                .param(new SqlArrayValue("uuid", users.toArray()))
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What has been loaded may be no longer so. */
    static void forget(DataFetchingEnvironment field) {
        field.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
    }

    /** What is loaded from now on is what all who hear of the same event load: no loader here asks who it is for. */
    static void share(SharedLookups lookups, DataFetchingEnvironment field) {
        field.getGraphQlContext().put(SharedLookups.class, lookups);
    }

    private static <V> void one(
            BatchLoaderRegistry registry, String name, Function<Collection<UUID>, Map<UUID, V>> load) {
        registry.<UUID, V>forName(name).registerMappedBatchLoader((ids, environment) -> {
            GraphQLContext context = Objects.requireNonNull(environment.getContext());
            SharedLookups shared = context.get(SharedLookups.class);
            return Mono.fromSupplier(() -> shared == null ? load.apply(ids) : shared.find(name, ids, load));
        });
    }

    private static <V> void many(
            BatchLoaderRegistry registry, String name, Function<Collection<UUID>, Map<UUID, List<V>>> load) {
        one(registry, name, ids -> {
            var found = load.apply(ids);
            return ids.stream().collect(Collectors.toMap(id -> id, id -> found.getOrDefault(id, List.of())));
        });
    }
}
