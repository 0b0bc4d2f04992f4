package dev.daybook.users.post;

import dev.daybook.users.text.Slug;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands to a tag. */
public sealed interface TagCommand {
    @TargetAggregateIdentifier
    TagId tag();

    /** Creates a tag, when the first post has it. */
    record CreateTag(TagId tag, TagName name, Slug slug) implements TagCommand {}
}
