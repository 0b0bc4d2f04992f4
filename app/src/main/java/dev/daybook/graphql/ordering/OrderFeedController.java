package dev.daybook.graphql.ordering;

import static java.util.stream.Collectors.toMap;

import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.eventstore.log.LiveLog.LiveEvent;
import dev.daybook.eventstore.log.SharedLookups;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderEvent;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.Orders;
import dev.daybook.security.Caller;
import dev.daybook.security.CallerResolver;
import dev.daybook.users.Role;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Subscriptions to changes of orders. */
@Controller
class OrderFeedController {
    private final Orders orders;
    private final LiveLog liveLog;
    private final CallerResolver callers;

    OrderFeedController(Orders orders, LiveLog liveLog, CallerResolver callers) {
        this.orders = orders;
        this.liveLog = liveLog;
        this.callers = callers;
    }

    /**
     * Subscribes to the log before the first read of the order, so that no change comes in between. Several events of
     * one command are one change.
     */
    @SubscriptionMapping
    Flux<OrderView> orderUpdated(@Argument String orderId, Caller caller, DataFetchingEnvironment field) {
        var id = GlobalId.parse("Order", orderId)
                .filter(order -> find(order, caller).isPresent())
                .orElseThrow(() -> BadRequest.unknown("order", orderId));
        var changes = liveLog.liveEvents(OrderEvent.class)
                .filter(live -> live.event().order().value().equals(id))
                .map(LiveEvent::lookups);
        var updates = Flux.merge(changes, Mono.fromSupplier(SharedLookups::new))
                .doOnNext(lookups -> BatchLoaders.share(lookups, field))
                .map(lookups -> lookUp(id, lookups)
                        .filter(order -> callers.reload(caller).isOwnerOrStaff(order.customer()))
                        .orElseThrow(() -> NotAllowed.without(Role.STAFF, callers.reload(caller))));
        return distinctVersions(updates);
    }

    /** Leaves out versions that were sent already, also when they come late. */
    private static Flux<OrderView> distinctVersions(Flux<OrderView> changes) {
        return Flux.defer(() -> {
            var sent = new AtomicLong();
            return changes.filter(order -> sent.getAndAccumulate(order.version(), Math::max) < order.version());
        });
    }

    private Optional<OrderView> find(UUID id, Caller caller) {
        return orders.findById(id).filter(order -> caller.isOwnerOrStaff(order.customer()));
    }

    @SubscriptionMapping
    Flux<OrderView> orderPlaced(DataFetchingEnvironment field) {
        return liveLog.liveEvents(OrderPlaced.class)
                .doOnNext(live -> BatchLoaders.share(live.lookups(), field))
                .map(live ->
                        lookUp(live.event().order().value(), live.lookups()).orElseThrow());
    }

    private Optional<OrderView> lookUp(UUID id, SharedLookups lookups) {
        return Optional.ofNullable(lookups.find(
                        "orders",
                        List.of(id),
                        ids -> orders.findById(id).stream().collect(toMap(OrderView::id, order -> order)))
                .get(id));
    }
}
