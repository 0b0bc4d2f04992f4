package dev.daybook.subscribers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/** Remembers what a subscriber has failed with last. Axon forgets it as soon as it has given up the segment, for the pause after it. */
@Component
class SubscriberFailures implements ErrorHandler {
    private final Map<String, Failure> last = new ConcurrentHashMap<>();

    private record Failure(long position, Throwable cause) {}

    @Override
    public void handleError(ErrorContext context) throws Exception {
        var position = ((TrackedEventMessage<?>) context.failedEvents().getFirst())
                .trackingToken()
                .position()
                .orElseThrow();
        last.put(context.eventProcessor(), new Failure(position, context.error()));
        PropagatingErrorHandler.instance().handleError(context);
    }

    /** The last failure of a subscriber that has not gone past it, on whichever node, when this is its position. */
    Optional<Throwable> of(String subscriber, long position) {
        return Optional.ofNullable(last.get(subscriber))
                .filter(failure -> failure.position() > position)
                .map(Failure::cause);
    }
}
