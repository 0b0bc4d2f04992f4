package dev.daybook.graphql.posts;

import dev.daybook.graphql.paging.Connection;
import dev.daybook.security.Caller;
import dev.daybook.users.post.PostView;
import dev.daybook.users.post.TagView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class TagController {
    private final TagListing tags;
    private final PostListing posts;

    TagController(TagListing tags, PostListing posts) {
        this.tags = tags;
        this.posts = posts;
    }

    @QueryMapping
    List<TagView> tags(@Argument @Nullable String search, Caller caller) {
        return tags.search(search, caller);
    }

    @SchemaMapping(typeName = "Tag")
    CompletableFuture<Integer> postCount(TagView tag, DataLoader<UUID, Integer> postCounts) {
        return postCounts.load(tag.id());
    }

    @SchemaMapping(typeName = "Tag")
    CompletableFuture<Connection<PostView>> posts(TagView tag, DataFetchingEnvironment field) {
        return posts.ofTag(tag.id(), field);
    }
}
