package dev.daybook.graphql;

import dev.daybook.eventstore.RecordedEvent;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Shows what a fact of the log has happened to. */
@Controller
class DomainEventController {
    /** A stream is named by the id of its aggregate; some put a word and a colon before it. */
    @SchemaMapping(typeName = "DomainEvent")
    String aggregateId(RecordedEvent event) {
        var stream = event.stream();
        var id = UUID.fromString(stream.substring(stream.indexOf(':') + 1));
        return new GlobalId(event.aggregateType(), id).toString();
    }
}
