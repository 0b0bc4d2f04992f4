package dev.daybook.graphql.catalog;

import static java.util.stream.Collectors.toSet;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.product.Products;
import dev.daybook.catalog.stock.Availability;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockEvent;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockId;
import dev.daybook.catalog.stock.StockMovementView;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.eventstore.log.LiveLog.LiveEvent;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.errors.UserError.InsufficientStockError;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.ProjectedHistory;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.ordering.OrderView;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.security.Caller;
import dev.daybook.security.CallerResolver;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Stock of products and its movements. */
@Controller
class StockController {
    private static final int MAX_WATCHED = 100;

    private final Products products;
    private final Commands commands;
    private final PointInTimeRows past;
    private final LiveLog liveLog;
    private final CallerResolver callers;
    private final Views views;
    private final ProjectedHistory<StockMovementView> movements;

    StockController(
            Products products,
            Commands commands,
            PointInTimeRows past,
            LiveLog liveLog,
            CallerResolver callers,
            Views views,
            BatchLoaders loaders) {
        this.products = products;
        this.commands = commands;
        this.past = past;
        this.liveLog = liveLog;
        this.callers = callers;
        this.views = views;
        movements = new ProjectedHistory<>(StockMovementView.class, "productId", views, loaders);
    }

    record AdjustStockInput(String productId, int delta, String reason, String idempotencyKey) {}

    public record StockPayload(ProductView product, boolean idempotentReplay) implements Payload {}

    @SchemaMapping(typeName = "Product")
    CompletableFuture<StockView> stock(
            ProductView product, DataLoader<UUID, StockView> stocks, DataFetchingEnvironment field) {
        var now = stocks.load(product.id());
        // A product at an earlier time has the stock of the same time.
        Instant asOf = field.getExecutionStepInfo().getParent().getArgument("asOf");
        return asOf == null ? now : now.thenApply(stock -> stockAt(asOf, stock));
    }

    /**
     * Stock at an earlier time. A product's stock is opened a moment after the product, in the same transaction, so
     * that no product has ever been seen without one.
     */
    private StockView stockAt(Instant asOf, StockView now) {
        var moment = asOf.isBefore(now.createdAt()) ? now.createdAt() : asOf;
        var stream = new StockId(new ProductId(now.id())).toString();
        return past.rowOf(StockView.class, now.id(), stream, moment).orElseThrow();
    }

    @SchemaMapping(typeName = "Product")
    CompletableFuture<Availability> availability(
            ProductView product, DataLoader<UUID, StockView> stocks, DataFetchingEnvironment field) {
        return stock(product, stocks, field).thenApply(StockView::availability);
    }

    @SchemaMapping(typeName = "Stock")
    CompletableFuture<Connection<StockMovementView>> movements(StockView stock, DataFetchingEnvironment field) {
        return movements.of(stock.id(), field);
    }

    /** The order of a movement: only orders reserve pieces. */
    @SchemaMapping(typeName = "StockMovement")
    @Nullable CompletableFuture<OrderView> order(StockMovementView movement, DataLoader<UUID, OrderView> orders) {
        return movement.reservationId() == null ? null : orders.load(movement.reservationId());
    }

    @SchemaMapping(typeName = "StockMovement")
    Actor actor(StockMovementView movement) {
        return Actor.parse(movement.actor());
    }

    @SchemaMapping(typeName = "InsufficientStockError")
    CompletableFuture<ProductView> product(InsufficientStockError error, DataLoader<UUID, ProductView> products) {
        return products.load(error.productId());
    }

    /** Changes of the available pieces. Shipped pieces change nothing, since they were reserved before. */
    @SubscriptionMapping
    Flux<ProductView> stockChanged(
            @Argument @Nullable List<String> productIds, Caller caller, DataFetchingEnvironment field) {
        var wanted = productIds == null ? null : visible(productIds, caller);
        return liveLog.liveEvents(StockEvent.class)
                .filter(live -> !(live.event() instanceof StockCommitted))
                .filter(live ->
                        wanted == null || wanted.contains(live.event().product().value()))
                .doOnNext(live -> BatchLoaders.share(live.lookups(), field))
                .mapNotNull(this::productOf)
                .filter(product -> product.isActive() || callers.reload(caller).isStaff());
    }

    private @Nullable ProductView productOf(LiveEvent<StockEvent> live) {
        var id = live.event().product().value();
        return live.lookups().find("products", List.of(id), this::products).get(id);
    }

    private Map<UUID, ProductView> products(Collection<UUID> ids) {
        return views.byId(ProductView.class, ids, ProductView::id);
    }

    private Set<UUID> visible(List<String> ids, Caller caller) {
        if (ids.isEmpty() || ids.size() > MAX_WATCHED) {
            throw new BadRequest("Watch 1 to %d products, not %d".formatted(MAX_WATCHED, ids.size()));
        }
        var wanted = ids.stream()
                .flatMap(id -> GlobalId.parse("Product", id).stream())
                .collect(toSet());
        var found = products(wanted).values().stream()
                .filter(product -> ProductController.isVisible(product, caller))
                .map(ProductView::id)
                .collect(toSet());
        ids.stream()
                .filter(id ->
                        GlobalId.parse("Product", id).filter(found::contains).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw BadRequest.unknown("product", id);
                });
        return found;
    }

    @MutationMapping
    StockPayload adjustStock(@Argument AdjustStockInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var product = in.readId("productId", "Product", input.productId(), ProductId::new);
        var delta = in.read("delta", input.delta(), StockCommand::delta);
        var reason = in.read("reason", input.reason(), StockCommand::reason);
        var receipt = commands.sendOnce(
                in.whenValid(() -> new AdjustStock(product.get(), delta.get(), reason.get())),
                caller.actor(),
                IdempotencyKeys.of(field),
                product.get().value());
        return new StockPayload(products.findById(receipt.result()).orElseThrow(), receipt.replayed());
    }
}
