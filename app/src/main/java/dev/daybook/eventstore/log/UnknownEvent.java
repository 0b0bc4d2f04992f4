package dev.daybook.eventstore.log;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * Event of a type or revision that this version of the shop does not know, as a newer one writes it during an update.
 * Whoever needs it stops in front of it, rather than go on as if it had not happened.
 */
public final class UnknownEvent extends RuntimeException {
    private UnknownEvent(String message) {
        super(message);
    }

    public static boolean is(EventMessage<?> event) {
        return event.getPayloadType() == UnknownSerializedType.class;
    }

    /** The exception for an event that {@link #is} unknown. */
    public static UnknownEvent of(EventMessage<?> event) {
        var type = ((UnknownSerializedType) event.getPayload()).serializedType();
        return new UnknownEvent("Event %s is a %s, which this version of the shop does not know"
                .formatted(event.getIdentifier(), describe(type)));
    }

    public static void refuse(EventMessage<?> event) {
        if (is(event)) {
            throw of(event);
        }
    }

    /** Whether it is among the causes of a failure. */
    public static boolean isCauseOf(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownEvent) {
                return true;
            }
        }
        return false;
    }

    private static String describe(SerializedType type) {
        return type.getRevision() == null
                ? type.getName()
                : "%s of revision %s".formatted(type.getName(), type.getRevision());
    }
}
