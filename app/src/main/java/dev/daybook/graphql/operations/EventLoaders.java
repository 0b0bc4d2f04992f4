package dev.daybook.graphql.operations;

import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.graphql.loading.BatchLoaders;
import org.springframework.stereotype.Component;

/** Loads the events that other objects name. */
@Component
class EventLoaders {
    EventLoaders(BatchLoaders loaders, EventQueries events) {
        loaders.one("recordedEvents", events::byId);
    }
}
