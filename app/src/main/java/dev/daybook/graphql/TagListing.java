package dev.daybook.graphql;

import static java.util.stream.Collectors.toMap;

import dev.daybook.graphql.paging.Edge;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Slice;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.users.post.PostTagView;
import dev.daybook.users.post.TagView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of tags, and that of each post. Neither is so long that it would need pages. */
@Component
class TagListing {
    private static final Page ALL = new Page(Page.MAX_SIZE, false, null, null);

    private final Field<String> key;
    private final Field<UUID> post;
    private final Sorting byName;
    private final Sorting byPosition;
    private final Listing<TagView> tags;
    private final Listing<TagView> tagsWithPosts;

    TagListing(Views views) {
        var tag = views.type(TagView.class);
        key = tag.field("nameKey", String.class);
        var tagged = views.type(PostTagView.class);
        post = tagged.field("postId", UUID.class);
        byName = new Sorting("NAME", key, false);
        byPosition = new Sorting("POSITION", tagged.field("position", Integer.class), false);
        tags = views.listing(TagView.class);
        tagsWithPosts = tags.joinedWith(
                tagged.table(), tagged.field("tagId", UUID.class).eq(tag.field("id", UUID.class)));
    }

    /** The first hundred by name. */
    List<TagView> search(@Nullable String part) {
        var where = part == null ? DSL.noCondition() : Sql.contains(key, part);
        return nodes(tags.page(where, byName, ALL));
    }

    Map<UUID, List<TagView>> ofPosts(Collection<UUID> posts) {
        return tagsWithPosts.pages(post, posts, DSL.noCondition(), byPosition, ALL).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> nodes(entry.getValue())));
    }

    private static List<TagView> nodes(Slice<TagView> slice) {
        return slice.edges().stream().map(Edge::node).toList();
    }
}
