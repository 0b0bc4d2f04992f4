package dev.daybook.graphql;

import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * Errors of streams that nobody listens to any more. When a client leaves while an event is on its way, Reactor may find the
 * thread for it given back already, and would log that as an ERROR.
 */
@Component
class DroppedErrors {
    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

    DroppedErrors() {
        // Hooks are those of the whole JVM, and would add up.
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(DroppedErrors::drop);
    }

    private static void drop(Throwable error) {
        if (error instanceof RejectedExecutionException) {
            log.debug("A client has left while an event was on its way", error);
        } else {
            log.error("An error that nobody listens to", error);
        }
    }
}
