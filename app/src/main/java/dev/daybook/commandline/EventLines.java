package dev.daybook.commandline;

import dev.daybook.eventstore.log.RecordedEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints events, as a line for people or as JSON for programs. */
final class EventLines {
    private EventLines() {}

    static void print(RecordedEvent event, Output output) {
        if (output.isJson()) {
            output.json(fields(event));
        } else {
            output.line(line(event));
        }
    }

    /** Formats an event as one line; the payload is JSON, which has no line breaks. */
    private static String line(RecordedEvent event) {
        return "%8d  %s  %-30s  %s  %s  %s"
                .formatted(
                        event.position(),
                        time(event.occurredAt()),
                        event.type(),
                        event.actor(),
                        stream(event),
                        Output.compact(event.payload()));
    }

    /** Formats a time with a fixed number of digits, so that the columns are aligned. */
    private static String time(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    private static String stream(RecordedEvent event) {
        return "%s %s #%d".formatted(event.aggregateType(), event.stream(), event.sequenceNumber());
    }

    static Map<String, @Nullable Object> fields(RecordedEvent event) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("position", event.position());
        fields.put("id", event.id());
        fields.put("type", event.type());
        fields.put("revision", event.revision());
        fields.put("aggregateType", event.aggregateType());
        fields.put("stream", event.stream());
        fields.put("sequenceNumber", event.sequenceNumber());
        fields.put("occurredAt", event.occurredAt());
        fields.put("actor", event.actor().toString());
        fields.put("correlationId", event.correlationId());
        fields.put("causationId", event.causationId());
        fields.put("payload", event.payload());
        return fields;
    }
}
