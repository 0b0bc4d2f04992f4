package dev.daybook.users.post;

import dev.daybook.users.text.Slug;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a tag. */
public sealed interface TagCommand {
    @TargetAggregateIdentifier
    TagId tag();

    /** Makes a tag when the first post has it. */
    record CreateTag(TagId tag, TagName name, Slug slug) implements TagCommand {}
}
