package dev.daybook.eventstore.axon;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.AbstractSnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;

/**
 * Triggers a snapshot of an aggregate when its stream has grown by a tenth since the last, but by at least {@value #MIN_EVENTS}
 * and at most {@value #MAX_EVENTS} events. An aggregate in demand grows with its stream, a stock by each reservation, so that
 * snapshots at a constant distance would cost ever more.
 */
final class SnapshotTriggers implements SnapshotTriggerDefinition {
    static final int MIN_EVENTS = 100;
    static final int MAX_EVENTS = 1_000;

    private final Snapshotter snapshotter;

    SnapshotTriggers(Snapshotter snapshotter) {
        this.snapshotter = snapshotter;
    }

    @Override
    public SnapshotTrigger prepareTrigger(Class<?> aggregateType) {
        return new Trigger(snapshotter, aggregateType);
    }

    @Override
    public SnapshotTrigger reconfigure(Class<?> aggregateType, SnapshotTrigger trigger) {
        if (trigger instanceof Trigger known) {
            known.setSnapshotter(snapshotter);
            return known;
        }
        return prepareTrigger(aggregateType);
    }

    private static final class Trigger extends AbstractSnapshotTrigger {
        private int eventsSinceSnapshot;
        private long sequenceNumber;

        Trigger(Snapshotter snapshotter, Class<?> aggregateType) {
            super(snapshotter, aggregateType);
        }

        @Override
        public void eventHandled(EventMessage<?> event) {
            if (event instanceof DomainEventMessage<?> domainEvent) {
                sequenceNumber = domainEvent.getSequenceNumber();
            }
            super.eventHandled(event);
        }

        @Override
        protected boolean exceedsThreshold() {
            return ++eventsSinceSnapshot >= Math.clamp(sequenceNumber / 10, MIN_EVENTS, MAX_EVENTS);
        }

        @Override
        protected void reset() {
            eventsSinceSnapshot = 0;
        }
    }
}
