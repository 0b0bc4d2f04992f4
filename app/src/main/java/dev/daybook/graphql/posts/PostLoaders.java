package dev.daybook.graphql.posts;

import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.users.post.PostViewCounter;
import org.springframework.stereotype.Component;

/** Registers the batch loaders of posts and tags. */
@Component
class PostLoaders {
    PostLoaders(BatchLoaders loaders, TagListing tags, PostListing posts, PostViewCounter postViews) {
        loaders.one("contents", posts::contents);
        loaders.one("tagsOfPosts", tags::ofPosts);
        loaders.one("viewCounts", postViews::of);
        loaders.one("postCounts", posts::published);
    }
}
