package dev.daybook.eventstore.transfer;

import dev.daybook.eventstore.serialization.EventNames;
import dev.daybook.personaldata.PersonalDataEncryption;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindException;

/** Validates that this version of the shop can read an imported event: decrypts, upcasts and deserializes it. */
@Component
class EventValidation {
    private final EventNames names;
    private final Serializer serializer;
    private final PersonalDataEncryption encryption;
    private final Configuration axon;

    EventValidation(
            EventNames names,
            @Qualifier("serializer") Serializer serializer,
            PersonalDataEncryption encryption,
            Configuration axon) {
        this.names = names;
        this.serializer = serializer;
        this.encryption = encryption;
        this.axon = axon;
    }

    void check(LogFile.Event event, LogLines lines) {
        try {
            var decrypted = encryption.decrypt(
                    new SimpleSerializedType(event.type(), event.revision()),
                    event.payload().toString());
            var stored = new GenericDomainEventEntry<>(
                    event.aggregateType(),
                    event.aggregateId(),
                    event.sequenceNumber(),
                    event.eventId().toString(),
                    event.occurredAt(),
                    event.type(),
                    event.revision(),
                    decrypted,
                    event.metadata().toString());
            axon.upcasterChain()
                    .upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
                    .forEach(upcast -> read(upcast, lines));
        } catch (BrokenLogFile e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenLogFile(lines.number(), "%s cannot be read: %s".formatted(event.type(), reason(e)), e);
        }
    }

    private void read(IntermediateEventRepresentation event, LogLines lines) {
        var type = event.getType();
        if (!names.events().contains(type.getName())) {
            throw lines.broken("the event type %s is not known here".formatted(type.getName()));
        }
        var known = serializer.typeForClass(names.event(type.getName()));
        if (!names.reads(type)) {
            throw lines.broken("revision %s of %s is not known here, only %s"
                    .formatted(type.getRevision(), type.getName(), known.getRevision()));
        }
        serializer.deserialize(event.getData());
        event.getMetaData().getObject();
    }

    /** Names the place in the event, not its values, which may be personal. */
    private static String reason(RuntimeException failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause instanceof DatabindException json
                ? "there is no such value at " + json.getPathReference()
                : String.valueOf(cause.getMessage());
    }
}
