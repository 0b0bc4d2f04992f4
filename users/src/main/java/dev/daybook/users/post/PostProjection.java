package dev.daybook.users.post;

import dev.daybook.users.post.PostEvent.PostArchived;
import dev.daybook.users.post.PostEvent.PostCreated;
import dev.daybook.users.post.PostEvent.PostDeleted;
import dev.daybook.users.post.PostEvent.PostEdited;
import dev.daybook.users.post.PostEvent.PostPublished;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("posts")
class PostProjection {
    private final JdbcAggregateOperations rows;

    PostProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(PostEvent event, @Timestamp Instant at) {
        switch (event) {
            case PostCreated created -> {
                rows.insert(PostView.created(created, at));
                rows.insert(PostContentView.of(created.post(), created.content()));
                rows.insertAll(PostTagView.of(created.post(), created.tags()));
            }
            case PostEdited edited -> {
                rows.upsert(row(event.post()).edited(edited, at));
                rows.upsert(PostContentView.of(edited.post(), edited.content()));
                retag(edited);
            }
            case PostPublished _ -> rows.upsert(row(event.post()).published(at));
            case PostArchived _ -> rows.upsert(row(event.post()).archived(at));
            case PostDeleted deleted -> {
                untag(event.post(), deleted.formerTags());
                rows.deleteById(event.post().value(), PostContentView.class);
                rows.deleteById(event.post().value(), PostView.class);
            }
        }
    }

    private void retag(PostEdited edited) {
        if (!edited.tags().equals(edited.formerTags())) {
            untag(
                    edited.post(),
                    edited.formerTags().stream()
                            .filter(tag -> !edited.tags().contains(tag))
                            .toList());
            PostTagView.of(edited.post(), edited.tags()).forEach(rows::upsert);
        }
    }

    private void untag(PostId post, List<TagId> tags) {
        tags.forEach(tag -> rows.deleteById(PostTagView.id(post, tag), PostTagView.class));
    }

    private PostView row(PostId post) {
        return Objects.requireNonNull(rows.findById(post.value(), PostView.class), () -> "No row of post " + post);
    }
}
