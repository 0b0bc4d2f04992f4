package dev.daybook.eventstore.axon;

import static java.util.stream.Collectors.toMap;

import dev.daybook.eventstore.serialization.EventNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/** Counts the events that this node has committed, by their type. */
@Component
class AppendedEvents {
    private final Map<Class<?>, Counter> counters;

    AppendedEvents(EventStore events, EventNames names, MeterRegistry meters) {
        counters = names.events().stream()
                .collect(toMap(
                        names::event,
                        name -> Counter.builder("daybook.events.appended")
                                .description("Events that were committed")
                                .tag("type", name)
                                .register(meters)));
        events.subscribe(
                appended -> CurrentUnitOfWork.ifStarted(work -> work.root().afterCommit(_ -> count(appended))));
    }

    private void count(List<? extends EventMessage<?>> appended) {
        for (var event : appended) {
            var counter = counters.get(event.getPayloadType());
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
