package dev.daybook.users.post;

import dev.daybook.users.UserId;
import dev.daybook.users.text.Slug;
import java.util.List;
import org.jmolecules.event.types.DomainEvent;

/** Events of a post. */
public sealed interface PostEvent extends DomainEvent {
    PostId post();

    record PostCreated(PostId post, UserId author, PostTitle title, Slug slug, PostContent content, List<TagId> tags)
            implements PostEvent {
        public PostCreated {
            tags = List.copyOf(tags);
        }
    }

    /** Carries the whole post, changed or not; {@code formerTags} are those that it had before. */
    record PostEdited(
            PostId post, PostTitle title, Slug slug, PostContent content, List<TagId> tags, List<TagId> formerTags)
            implements PostEvent {
        public PostEdited {
            tags = List.copyOf(tags);
            formerTags = List.copyOf(formerTags);
        }
    }

    record PostPublished(PostId post) implements PostEvent {}

    record PostArchived(PostId post) implements PostEvent {}

    /** Last event of its stream. */
    record PostDeleted(PostId post, List<TagId> formerTags) implements PostEvent {
        public PostDeleted {
            formerTags = List.copyOf(formerTags);
        }
    }
}
