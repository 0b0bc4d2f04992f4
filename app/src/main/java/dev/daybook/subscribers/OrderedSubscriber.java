package dev.daybook.subscribers;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Subscriber that handles all events in the order of the log and never goes past one: what fails is delivered again until it
 * is handled, and there are no dead letters. It begins with the first event of the log, and has threads of its own, so
 * that it holds up no other.
 */
public interface OrderedSubscriber {
    /** Name under which its position is stored; another name begins anew. */
    String name();

    /**
     * Handles consecutive events; their position is stored when it returns. An event may be delivered more than once.
     *
     * @param batch domain events with their positions
     */
    void handle(List<TrackedEventMessage<?>> batch);
}
