package dev.daybook.users.post;

import dev.daybook.users.text.Slug;
import org.jmolecules.event.types.DomainEvent;

/** Events of a tag. */
public sealed interface TagEvent extends DomainEvent {
    TagId tag();

    record TagCreated(TagId tag, TagName name, Slug slug) implements TagEvent {}
}
