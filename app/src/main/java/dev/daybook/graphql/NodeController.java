package dev.daybook.graphql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.StockMovementView;
import dev.daybook.graphql.paging.Views;
import dev.daybook.ordering.OrderView;
import dev.daybook.security.Viewer;
import dev.daybook.users.UserView;
import dev.daybook.users.post.PostView;
import dev.daybook.users.post.TagView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Finds any object by its global id, one statement per type. What the caller may not see is as if it did not exist. */
@Controller
class NodeController {
    private static final int MAX_IDS = 100;

    private final Map<String, Kind<?>> kinds;

    @FunctionalInterface
    private interface Kind<V> {
        Map<UUID, V> visibleTo(Viewer viewer, Collection<UUID> ids);

        static <V> Kind<V> of(Function<Collection<UUID>, Map<UUID, V>> load, Function<Viewer, Predicate<V>> visible) {
            return (viewer, ids) -> {
                var found = new HashMap<>(load.apply(ids));
                found.values().removeIf(visible.apply(viewer).negate());
                return found;
            };
        }
    }

    NodeController(Views views, TagListing tags) {
        kinds = Map.of(
                "StockMovement",
                Kind.of(
                        ids -> views.byId(StockMovementView.class, ids, StockMovementView::id),
                        viewer -> _ -> viewer.isStaff()),
                "User",
                Kind.of(
                        ids -> views.byId(UserView.class, ids, UserView::id),
                        viewer -> user -> viewer.isOwnerOrStaff(user.userId())),
                "Product",
                Kind.of(
                        ids -> views.byId(ProductView.class, ids, ProductView::id),
                        viewer -> product -> ProductController.isVisible(product, viewer)),
                "Category",
                Kind.of(ids -> views.byId(CategoryView.class, ids, CategoryView::id), _ -> _ -> true),
                "Order",
                Kind.of(
                        ids -> views.byId(OrderView.class, ids, OrderView::id),
                        viewer -> order -> viewer.isOwnerOrStaff(order.customer())),
                "Post",
                Kind.of(
                        ids -> views.byId(PostView.class, ids, PostView::id),
                        viewer -> post -> PostListing.isVisible(post, viewer)),
                "Tag",
                (Kind<TagView>) (viewer, ids) -> tags.byId(ids, viewer));
    }

    @QueryMapping
    @Nullable Object node(@Argument String id, Viewer viewer) {
        return nodes(List.of(id), viewer).getFirst();
    }

    @QueryMapping
    List<@Nullable Object> nodes(@Argument List<String> ids, Viewer viewer) {
        if (ids.size() > MAX_IDS) {
            throw new BadRequest("At most %d ids, not %d".formatted(MAX_IDS, ids.size()));
        }
        var parsed = ids.stream().map(GlobalId::parse).toList();
        var idsByType = parsed.stream()
                .flatMap(Optional::stream)
                .filter(id -> kinds.containsKey(id.type()))
                .collect(groupingBy(GlobalId::type, mapping(GlobalId::id, toSet())));
        var found = new HashMap<GlobalId, Object>();
        idsByType.forEach((type, uuids) -> Objects.requireNonNull(kinds.get(type))
                .visibleTo(viewer, uuids)
                .forEach((id, view) -> found.put(new GlobalId(type, id), view)));
        return parsed.stream()
                .<@Nullable Object>map(id -> id.map(found::get).orElse(null))
                .toList();
    }
}
