package dev.daybook.eventstore.axon;

import dev.daybook.eventstore.log.UnknownEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Axon's event store, which refuses streams that this version of the shop cannot read, and notes the streams that a command
 * changes before it publishes their events. The events of a nested command that fails are dropped, so its streams are not
 * changed.
 */
final class ChangedStreams extends EmbeddedEventStore {
    private static final String KEY = ChangedStreams.class.getName();

    ChangedStreams(Builder builder) {
        super(builder);
    }

    /** The streams that a command and its nested commands have changed so far. */
    static Set<String> of(UnitOfWork<?> root) {
        return root.getOrDefaultResource(KEY, Set.of());
    }

    /** Refuses a stream that has an event of an unknown type: no command may decide without it. */
    @Override
    public DomainEventStream readEvents(String stream) {
        var events = super.readEvents(stream);
        return DomainEventStream.of(events.asStream().peek(UnknownEvent::refuse), events::getLastSequenceNumber);
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        CurrentUnitOfWork.ifStarted(work -> {
            Set<String> streams = work.root().getOrComputeResource(KEY, _ -> new HashSet<>());
            for (var event : events) {
                if (event instanceof DomainEventMessage<?> change) {
                    streams.add(change.getAggregateIdentifier());
                    work.onRollback(_ -> streams.remove(change.getAggregateIdentifier()));
                }
            }
        });
        super.publish(events);
    }
}
