package dev.daybook.graphql;

import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.PriceChangeView;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.StockMovementView;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.graphql.catalog.CategoryFigures;
import dev.daybook.graphql.catalog.CategoryStats;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.posts.PostListing;
import dev.daybook.graphql.posts.TagListing;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.Payment;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.ordering.account.LedgerEntryView;
import dev.daybook.ordering.account.TransferView;
import dev.daybook.ordering.notification.NotificationView;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.security.Caller;
import dev.daybook.subscribers.DeadLetterView;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.post.PostView;
import dev.daybook.users.post.TagView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Finds any object by its global id, with one statement per type. The caller gets the objects that the caller is shown
 * anywhere in the API, with the fields that the caller may see; any other object is as if it did not exist.
 */
@Controller
class NodeController {
    private static final int MAX_IDS = 100;

    private final Map<String, Kind<?>> kinds;

    @FunctionalInterface
    private interface Kind<V> {
        Map<UUID, V> visibleTo(Caller caller, Collection<UUID> ids);

        static <V> Kind<V> of(Function<Collection<UUID>, Map<UUID, V>> load, Function<Caller, Predicate<V>> visible) {
            return (caller, ids) -> {
                var found = new HashMap<>(load.apply(ids));
                found.values().removeIf(visible.apply(caller).negate());
                return found;
            };
        }

        /** Objects that are visible with what they belong to. */
        static <V> Kind<V> of(
                Function<Collection<UUID>, Map<UUID, V>> load, Function<V, UUID> ownerOf, Kind<?> owners) {
            return (caller, ids) -> {
                var found = new HashMap<>(load.apply(ids));
                var visible = owners.visibleTo(
                        caller, found.values().stream().map(ownerOf).collect(toSet()));
                found.values().removeIf(value -> !visible.containsKey(ownerOf.apply(value)));
                return found;
            };
        }

        /** Objects that belong to accounts, visible to the owner of any of these. */
        static <V> Kind<V> ofAccounts(
                Function<Collection<UUID>, Map<UUID, V>> load, Function<V, Stream<UUID>> accountsOf, Views views) {
            return (caller, ids) -> {
                var found = new HashMap<>(load.apply(ids));
                var accounts = views.byId(
                        AccountView.class,
                        found.values().stream().flatMap(accountsOf).collect(toSet()),
                        AccountView::id);
                found.values()
                        .removeIf(value -> accountsOf
                                .apply(value)
                                .flatMap(account -> Stream.ofNullable(accounts.get(account)))
                                .noneMatch(account -> caller.isOwnerOrStaff(account.owner())));
                return found;
            };
        }
    }

    private static Map<UUID, Payment> paymentsVisibleTo(Caller caller, Collection<UUID> ids, Views views) {
        return views
                .byParent(
                        OrderView.class,
                        "payment.receipt.paymentId",
                        ids,
                        order -> order.payments().getFirst().id(),
                        "id")
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(order -> caller.isOwnerOrStaff(order.customer()))
                .flatMap(order -> order.payments().stream())
                .collect(toMap(Payment::id, payment -> payment));
    }

    private static Map<UUID, CategoryStats> statsOf(Collection<UUID> ids, Views views, CategoryFigures figures) {
        var categories = views.byId(CategoryView.class, ids, CategoryView::id);
        return figures.of(categories.keySet()).values().stream()
                .map(found -> new CategoryStats(Objects.requireNonNull(categories.get(found.category())), found))
                .collect(toMap(CategoryStats::id, stats -> stats));
    }

    NodeController(
            Views views,
            Visibility visibility,
            CategoryFigures figures,
            TagListing tags,
            EventQueries eventQueries,
            ProjectionRuns projectionRuns) {
        Kind<ProductView> products =
                (caller, ids) -> views.byId(ProductView.class, ids, ProductView::id, visibility.products(caller));
        kinds = Map.ofEntries(
                entry(
                        "StockMovement",
                        Kind.of(
                                ids -> views.byId(StockMovementView.class, ids, StockMovementView::id),
                                caller -> _ -> caller.isStaff())),
                entry("User", (Kind<UserView>)
                        (caller, ids) -> views.byId(UserView.class, ids, UserView::id, visibility.users(caller))),
                entry("Product", products),
                entry(
                        "Stock",
                        Kind.of(ids -> views.byId(StockView.class, ids, StockView::id), StockView::id, products)),
                entry(
                        "PriceChange",
                        Kind.of(
                                ids -> views.byId(PriceChangeView.class, ids, PriceChangeView::id),
                                PriceChangeView::productId,
                                products)),
                entry(
                        "Category",
                        Kind.of(ids -> views.byId(CategoryView.class, ids, CategoryView::id), _ -> _ -> true)),
                entry("CategoryStats", (Kind<CategoryStats>) (_, ids) -> statsOf(ids, views, figures)),
                entry(
                        "Order",
                        Kind.of(
                                ids -> views.byId(OrderView.class, ids, OrderView::id),
                                caller -> order -> caller.isOwnerOrStaff(order.customer()))),
                entry(
                        "Post",
                        Kind.of(
                                ids -> views.byId(PostView.class, ids, PostView::id),
                                caller -> post -> PostListing.isVisible(post, caller))),
                entry("Tag", (Kind<TagView>) (caller, ids) -> tags.byId(ids, caller)),
                entry("Payment", (Kind<Payment>) (caller, ids) -> paymentsVisibleTo(caller, ids, views)),
                entry("Account", (Kind<AccountView>) (caller, ids) ->
                        views.byId(AccountView.class, ids, AccountView::id, visibility.accounts(caller))),
                entry(
                        "LedgerEntry",
                        Kind.ofAccounts(
                                ids -> views.byId(LedgerEntryView.class, ids, LedgerEntryView::id),
                                entry -> Stream.of(entry.accountId()),
                                views)),
                entry(
                        "Transfer",
                        Kind.ofAccounts(
                                ids -> views.byId(TransferView.class, ids, TransferView::id),
                                transfer -> Stream.of(transfer.fromAccountId(), transfer.toAccountId()),
                                views)),
                entry(
                        "Notification",
                        Kind.of(
                                ids -> views.byId(NotificationView.class, ids, NotificationView::id),
                                caller -> notification -> caller.isOwnerOrStaff(new UserId(notification.userId())))),
                entry("DomainEvent", Kind.of(eventQueries::byId, caller -> _ -> caller.isStaff())),
                entry("ProjectionRun", Kind.of(projectionRuns::runs, caller -> _ -> caller.isStaff())),
                entry(
                        "DeadLetter",
                        Kind.of(
                                ids -> views.byId(DeadLetterView.class, ids, DeadLetterView::id),
                                caller -> _ -> caller.isStaff())));
    }

    /** The types of the objects that can be found. */
    Set<String> types() {
        return kinds.keySet();
    }

    @QueryMapping
    @Nullable Object node(@Argument String id, Caller caller) {
        return nodes(List.of(id), caller).getFirst();
    }

    @QueryMapping
    List<@Nullable Object> nodes(@Argument List<String> ids, Caller caller) {
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
                .visibleTo(caller, uuids)
                .forEach((id, view) -> found.put(new GlobalId(type, id), view)));
        return parsed.stream()
                .<@Nullable Object>map(id -> id.map(found::get).orElse(null))
                .toList();
    }
}
