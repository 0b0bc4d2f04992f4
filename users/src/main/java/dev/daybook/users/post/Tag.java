package dev.daybook.users.post;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.daybook.users.post.TagCommand.CreateTag;
import dev.daybook.users.post.TagEvent.TagCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Tag {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private TagId id;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(CreateTag command) {
        apply(new TagCreated(command.tag(), command.name(), command.slug()));
    }

    @EventSourcingHandler
    void on(TagCreated event) {
        id = event.tag();
    }
}
