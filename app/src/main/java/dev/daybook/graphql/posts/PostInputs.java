package dev.daybook.graphql.posts;

import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.users.UserId;
import dev.daybook.users.post.PostCommand;
import dev.daybook.users.post.PostCommand.CreatePost;
import dev.daybook.users.post.PostCommand.UpdatePost;
import dev.daybook.users.post.PostContent;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostTitle;
import dev.daybook.users.post.TagName;
import dev.daybook.users.text.Slug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** Inputs of the mutations that create and change a post. */
final class PostInputs {
    private PostInputs() {}

    record CreatePostInput(
            String title,
            @Nullable String slug,
            String content,
            @Nullable List<String> tags,
            boolean publish) {
        CreatePost command(PostId post, UserId author) {
            var in = new InputReader("input");
            var title = in.read("title", title(), PostTitle::typed);
            var slug = in.readOptional("slug", slug(), Slug::typed);
            var content = in.read("content", content(), PostContent::typed);
            var tags = readTags(in, Objects.requireNonNullElse(tags(), List.of()));
            return in.whenValid(
                    () -> new CreatePost(post, author, title.get(), slug.get(), content.get(), tags.get(), publish));
        }
    }

    record UpdatePostInput(
            String postId,
            ArgumentValue<String> title,
            ArgumentValue<String> slug,
            ArgumentValue<String> content,
            ArgumentValue<List<String>> tags,
            @Nullable Long expectedVersion) {
        UpdatePost command(PostId post) {
            var in = new InputReader("input");
            var title = readChange(in, "title", title(), PostTitle::typed);
            var slug = readChange(in, "slug", slug(), Slug::typed);
            var content = readChange(in, "content", content(), PostContent::typed);
            Supplier<@Nullable List<TagName>> tags = tags().isOmitted()
                    ? () -> null
                    : readTags(in, tags().asOptional().orElse(List.of()))::get;
            return in.whenValid(
                    () -> new UpdatePost(post, title.get(), slug.get(), content.get(), tags.get(), expectedVersion));
        }
    }

    /** Reads a change for which null is no value, and so as bad as a blank one. */
    private static <T> Supplier<@Nullable T> readChange(
            InputReader in, String field, ArgumentValue<String> typed, Function<String, T> read) {
        return in.readOptional(
                field, typed.isOmitted() ? null : typed.asOptional().orElse(""), read);
    }

    /** Reads tags; one that is named more than once counts at its first place, also when it is a mistake. */
    private static Supplier<List<TagName>> readTags(InputReader in, List<String> typed) {
        var firstIndexes = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < typed.size(); i++) {
            firstIndexes.putIfAbsent(TagName.key(typed.get(i)), i);
        }
        if (firstIndexes.size() > PostCommand.MAX_TAGS) {
            in.refuseValue(
                    Code.TOO_MANY_ITEMS,
                    "A post has at most %d different tags".formatted(PostCommand.MAX_TAGS),
                    "0.." + PostCommand.MAX_TAGS,
                    "tags");
            return List::of;
        }
        var names = firstIndexes.values().stream()
                .map(index -> in.readItem("tags", index, typed.get(index), TagName::typed))
                .toList();
        return () -> names.stream().map(Supplier::get).toList();
    }
}
