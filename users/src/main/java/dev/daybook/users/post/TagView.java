package dev.daybook.users.post;

import dev.daybook.users.post.TagEvent.TagCreated;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of a tag.
 *
 * @param nameKey see {@link TagName#key()}
 */
@Table("tags")
public record TagView(@Id UUID id, String name, String nameKey, String slug, Instant createdAt) {

    static TagView created(TagCreated event, Instant at) {
        return new TagView(
                event.tag().value(),
                event.name().value(),
                event.name().key(),
                event.slug().value(),
                at);
    }

    public TagId tagId() {
        return new TagId(id);
    }
}
