package dev.daybook.graphql.operations;

import dev.daybook.eventstore.log.EventFeed;
import dev.daybook.eventstore.log.RecordedEvent;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.operations.EventListing.EventFilterInput;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.types.GlobalId;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Events of the log, and the aggregates that they belong to. */
@Controller
class DomainEventController {
    private final EventListing listing;
    private final EventFeed feed;
    private final ShutdownSignal shutdown;

    DomainEventController(EventListing listing, EventFeed feed, ShutdownSignal shutdown) {
        this.listing = listing;
        this.feed = feed;
        this.shutdown = shutdown;
    }

    @QueryMapping
    Connection<RecordedEvent> events(@Argument @Nullable EventFilterInput filter, DataFetchingEnvironment field) {
        return listing.page(filter, Page.of(field));
    }

    /** Streams events from a position on, and waits for one that the log has not reached yet. */
    @SubscriptionMapping
    Flux<RecordedEvent> domainEvents(
            @Argument @Nullable EventFilterInput filter, @Argument @Nullable Long afterPosition) {
        if (afterPosition != null && afterPosition < 0) {
            throw new BadRequest("A position is 0 or greater, not " + afterPosition);
        }
        return shutdown.untilShutdown(feed.after(afterPosition, EventListing.toFilter(filter)));
    }

    /** The id of an event's aggregate; some streams put a word and a colon before it. */
    @SchemaMapping(typeName = "DomainEvent")
    String aggregateId(RecordedEvent event) {
        var stream = event.stream();
        var id = UUID.fromString(stream.substring(stream.indexOf(':') + 1));
        return new GlobalId(event.aggregateType(), id).toString();
    }
}
