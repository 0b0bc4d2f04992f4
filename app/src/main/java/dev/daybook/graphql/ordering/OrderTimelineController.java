package dev.daybook.graphql.ordering;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.EventQueries.Slice;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.NumberedPage;
import dev.daybook.graphql.paging.Page;
import dev.daybook.ordering.OrderView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Reads the timelines of all orders of a query from the log, with one statement. */
@Controller
class OrderTimelineController {
    private static final String LOADER = "orderTimelines";

    OrderTimelineController(EventQueries eventQueries, BatchLoaders loaders) {
        loaders.<Slice, List<DomainEventMessage<?>>>mapped(LOADER, slices -> read(slices, eventQueries));
    }

    /** The timeline of an order; that of an order at an earlier time ends at the same version. */
    @SchemaMapping(typeName = "Order")
    CompletableFuture<Connection<OrderTimelineEntry>> timeline(OrderView order, DataFetchingEnvironment field) {
        var page = NumberedPage.of(Page.of(field), order.id(), order.version());
        if (page.isEmpty()) {
            return CompletableFuture.completedFuture(page.connection(List.of()));
        }
        return BatchLoaders.<Slice, List<DomainEventMessage<?>>>of(LOADER, field)
                .load(new Slice(order.orderId().toString(), page.first() - 1, page.last() - 1))
                .thenApply(events -> page.connection(events.stream()
                        .map(event -> OrderTimelineEntry.of(event, order))
                        .toList()));
    }

    /** Events by slice; one order may have several, with different pages or versions. */
    private static Map<Slice, List<DomainEventMessage<?>>> read(Set<Slice> slices, EventQueries eventQueries) {
        var byStream = slices.stream().collect(groupingBy(Slice::stream));
        var whole = byStream.entrySet().stream()
                .map(stream -> new Slice(
                        stream.getKey(),
                        stream.getValue().stream().mapToLong(Slice::first).min().orElseThrow(),
                        stream.getValue().stream().mapToLong(Slice::last).max().orElseThrow()))
                .toList();
        var events = eventQueries.read(whole);
        return slices.stream()
                .collect(toMap(
                        slice -> slice,
                        slice -> events.getOrDefault(slice.stream(), List.of()).stream()
                                .filter(event -> event.getSequenceNumber() >= slice.first()
                                        && event.getSequenceNumber() <= slice.last())
                                .toList()));
    }
}
