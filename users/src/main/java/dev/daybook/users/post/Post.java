package dev.daybook.users.post;

import static dev.daybook.users.post.PostStatus.ARCHIVED;
import static dev.daybook.users.post.PostStatus.DRAFT;
import static dev.daybook.users.post.PostStatus.PUBLISHED;
import static java.util.Objects.requireNonNullElse;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import dev.daybook.users.ActiveUsers;
import dev.daybook.users.UserRefusal.NotActive;
import dev.daybook.users.UserRefused;
import dev.daybook.users.post.PostCommand.ArchivePost;
import dev.daybook.users.post.PostCommand.CreatePost;
import dev.daybook.users.post.PostCommand.DeletePost;
import dev.daybook.users.post.PostCommand.PublishPost;
import dev.daybook.users.post.PostCommand.UpdatePost;
import dev.daybook.users.post.PostEvent.PostArchived;
import dev.daybook.users.post.PostEvent.PostCreated;
import dev.daybook.users.post.PostEvent.PostDeleted;
import dev.daybook.users.post.PostEvent.PostEdited;
import dev.daybook.users.post.PostEvent.PostPublished;
import dev.daybook.users.post.PostRefusal.IllegalTransition;
import dev.daybook.users.post.PostRefusal.VersionConflict;
import dev.daybook.users.text.Slug;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Post {
    private static final int MAX_SLUG = 200;

    @AggregateIdentifier
    private PostId id;

    private PostStatus status;
    private PostTitle title;
    private Slug slug;
    private PostContent content;
    private List<TagId> tags;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(CreatePost command, ActiveUsers authors, Posts posts, Tagging tagging) {
        if (!authors.includes(command.author())) {
            throw new UserRefused(new NotActive(command.author()));
        }
        var chosen = command.slug();
        apply(new PostCreated(
                command.post(),
                command.author(),
                command.title(),
                chosen != null ? chosen : freeSlug(command.title(), posts),
                command.content(),
                tagging.tagsNamed(command.tags())));
        if (command.publish()) {
            apply(new PostPublished(command.post()));
        }
    }

    @CommandHandler
    void handle(UpdatePost command, Tagging tagging) {
        expectVersion(command.expectedVersion());
        var names = command.tags();
        var edited = new PostEdited(
                id,
                requireNonNullElse(command.title(), title),
                requireNonNullElse(command.slug(), slug),
                requireNonNullElse(command.content(), content),
                names == null ? tags : tagging.tagsNamed(names),
                tags);
        if (!edited.equals(new PostEdited(id, title, slug, content, tags, tags))) {
            apply(edited);
        }
    }

    @CommandHandler
    void handle(PublishPost command) {
        expectVersion(command.expectedVersion());
        expectTransitionTo(PUBLISHED);
        apply(new PostPublished(id));
    }

    @CommandHandler
    void handle(ArchivePost command) {
        expectVersion(command.expectedVersion());
        expectTransitionTo(ARCHIVED);
        apply(new PostArchived(id));
    }

    @CommandHandler
    void handle(DeletePost command, PostViewCounter counter) {
        expectVersion(command.expectedVersion());
        apply(new PostDeleted(id, tags));
        counter.forget(id);
    }

    private static Slug freeSlug(PostTitle title, Posts posts) {
        return Slug.from(title.value(), "post", MAX_SLUG).orNextFree(MAX_SLUG, posts::findTakenSlugs);
    }

    private static void expectVersion(@Nullable Long version) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new PostRefused(new VersionConflict(version, actual));
        }
    }

    private void expectTransitionTo(PostStatus to) {
        if (!status.next().contains(to)) {
            throw new PostRefused(new IllegalTransition(status, to));
        }
    }

    @EventSourcingHandler
    void on(PostCreated event) {
        id = event.post();
        status = DRAFT;
        title = event.title();
        slug = event.slug();
        content = event.content();
        tags = event.tags();
    }

    @EventSourcingHandler
    void on(PostEdited event) {
        title = event.title();
        slug = event.slug();
        content = event.content();
        tags = event.tags();
    }

    @EventSourcingHandler
    void on(PostPublished event) {
        status = PUBLISHED;
    }

    @EventSourcingHandler
    void on(PostArchived event) {
        status = ARCHIVED;
    }

    @EventSourcingHandler
    void on(PostDeleted event) {
        markDeleted();
    }
}
