package dev.daybook.commands;

import java.util.Map;
import org.axonframework.messaging.Message;
import org.slf4j.MDC;

/**
 * Fields of the log lines that a thread writes while it works: the actor for whom it does, and the correlation id of the
 * command or event. After a command they stay until the end of the operation that has sent it, whose lines may tell of its
 * failure.
 */
public final class LogFields implements AutoCloseable {
    private final boolean isOutermost = MDC.get(Actor.METADATA_KEY) == null;

    private LogFields() {}

    /** The fields of work for this actor that has no command yet. */
    public static LogFields of(Actor actor) {
        return put(Map.of(Actor.METADATA_KEY, actor.toString()));
    }

    /** The fields of work on this command or event. */
    public static LogFields of(Message<?> message) {
        return put(ActorCorrelationProvider.originOf(message));
    }

    private static LogFields put(Map<String, String> values) {
        var fields = new LogFields();
        values.forEach(MDC::put);
        return fields;
    }

    @Override
    public void close() {
        if (isOutermost) {
            MDC.remove(Actor.METADATA_KEY);
            MDC.remove(ActorCorrelationProvider.CORRELATION_ID);
        }
    }
}
