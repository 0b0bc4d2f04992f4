package dev.daybook.users.post;

import dev.daybook.users.UserId;
import dev.daybook.users.post.PostEvent.PostCreated;
import dev.daybook.users.post.PostEvent.PostEdited;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of a post. {@code version} counts the events of its stream.
 *
 * @param publishedAt when it was published for the first time
 */
@Table("posts")
public record PostView(
        @Id UUID id,
        long version,
        UUID authorId,
        String title,
        String slug,
        PostStatus status,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt) {

    static PostView created(PostCreated event, Instant at) {
        return new PostView(
                event.post().value(),
                1,
                event.author().value(),
                event.title().value(),
                event.slug().value(),
                PostStatus.DRAFT,
                null,
                at,
                at);
    }

    PostView edited(PostEdited event, Instant at) {
        return with(event.title().value(), event.slug().value(), status, publishedAt, at);
    }

    PostView published(Instant at) {
        return with(title, slug, PostStatus.PUBLISHED, publishedAt == null ? at : publishedAt, at);
    }

    PostView archived(Instant at) {
        return with(title, slug, PostStatus.ARCHIVED, publishedAt, at);
    }

    public PostId postId() {
        return new PostId(id);
    }

    public UserId author() {
        return new UserId(authorId);
    }

    public boolean isPublished() {
        return status == PostStatus.PUBLISHED;
    }

    private PostView with(
            String title, String slug, PostStatus status, @Nullable Instant publishedAt, Instant updatedAt) {
        return new PostView(id, version + 1, authorId, title, slug, status, publishedAt, createdAt, updatedAt);
    }
}
