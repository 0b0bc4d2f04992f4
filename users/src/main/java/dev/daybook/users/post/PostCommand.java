package dev.daybook.users.post;

import dev.daybook.users.UserId;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.InvalidValue.Rule;
import dev.daybook.users.text.Slug;
import java.util.LinkedHashMap;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a post. */
public sealed interface PostCommand {
    /** Maximum number of tags of a post. */
    int MAX_TAGS = 20;

    @TargetAggregateIdentifier
    PostId post();

    /**
     * Creates a post, published or as a draft. Without a slug one is derived from the title. Tags that do not exist yet are
     * created.
     */
    record CreatePost(
            PostId post,
            UserId author,
            PostTitle title,
            @Nullable Slug slug,
            PostContent content,
            List<TagName> tags,
            boolean publish)
            implements PostCommand {
        public CreatePost {
            tags = distinct(tags);
        }
    }

    /** Replaces what is given and leaves the rest as it is; the tags are replaced all together. */
    record UpdatePost(
            PostId post,
            @Nullable PostTitle title,
            @Nullable Slug slug,
            @Nullable PostContent content,
            @Nullable List<TagName> tags,
            @Nullable Long expectedVersion)
            implements PostCommand {
        public UpdatePost {
            tags = tags == null ? null : distinct(tags);
        }
    }

    /** DRAFT or ARCHIVED to PUBLISHED. */
    record PublishPost(PostId post, @Nullable Long expectedVersion) implements PostCommand {}

    /** DRAFT or PUBLISHED to ARCHIVED. */
    record ArchivePost(PostId post, @Nullable Long expectedVersion) implements PostCommand {}

    /** Deletes the post for good and frees its slug. Its tags stay, also those that no other post has. */
    record DeletePost(PostId post, @Nullable Long expectedVersion) implements PostCommand {}

    /** Each tag once, however often and in whichever case it is named; at most {@value #MAX_TAGS}. */
    private static List<TagName> distinct(List<TagName> names) {
        var byKey = new LinkedHashMap<String, TagName>();
        names.forEach(name -> byKey.putIfAbsent(name.key(), name));
        if (byKey.size() > MAX_TAGS) {
            throw new InvalidValue(
                    Rule.TOO_MANY_ITEMS, "0.." + MAX_TAGS, "must have at most %d different tags".formatted(MAX_TAGS));
        }
        return List.copyOf(byKey.values());
    }
}
