package dev.daybook.graphql.operations;

import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.graphql.loading.BatchLoaders;
import org.springframework.stereotype.Component;

/** Registers the batch loader of events. */
@Component
class EventLoaders {
    EventLoaders(BatchLoaders loaders, EventQueries events) {
        loaders.one("recordedEvents", events::byId);
    }
}
