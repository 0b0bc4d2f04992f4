package dev.daybook.subscribers;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Collects the events of a batch for an {@link OrderedSubscriber}, which handles them before their position is committed. */
final class OrderedHandler {
    private static final String BATCH = OrderedHandler.class.getName();

    private final OrderedSubscriber subscriber;

    OrderedHandler(OrderedSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    @EventHandler
    void on(EventMessage<?> event, UnitOfWork<?> work) {
        work.<List<TrackedEventMessage<?>>>getOrComputeResource(BATCH, _ -> {
                    var batch = new ArrayList<TrackedEventMessage<?>>();
                    work.onPrepareCommit(_ -> subscriber.handle(batch));
                    return batch;
                })
                .add((TrackedEventMessage<?>) event);
    }
}
