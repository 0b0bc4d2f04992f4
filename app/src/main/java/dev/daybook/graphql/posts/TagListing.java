package dev.daybook.graphql.posts;

import static java.util.stream.Collectors.toMap;

import dev.daybook.graphql.paging.Edge;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Slice;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.security.Caller;
import dev.daybook.users.post.PostTagView;
import dev.daybook.users.post.TagView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the tags that the caller may see, and those of each post. Neither list is so long that it would need pages. */
@Component
public class TagListing {
    private final PostListing postListing;
    private final Field<UUID> id;
    private final Field<String> key;
    private final Field<UUID> post;
    private final Sorting byName;
    private final Sorting byPosition;
    private final Listing<TagView> tags;
    private final Listing<TagView> tagsWithPosts;

    public TagListing(Views views, PostListing posts) {
        postListing = posts;
        var tag = views.mapping(TagView.class);
        id = tag.field("id", UUID.class);
        key = tag.field("nameKey", String.class);
        var tagged = views.mapping(PostTagView.class);
        post = tagged.field("postId", UUID.class);
        byName = new Sorting("NAME", key, false);
        byPosition = new Sorting("POSITION", tagged.field("position", Integer.class), false);
        tags = views.listing(TagView.class);
        tagsWithPosts = tags.joinedWith(
                tagged.table(), tagged.field("tagId", UUID.class).eq(id));
    }

    /** First hundred tags by name. */
    public List<TagView> search(@Nullable String part, Caller caller) {
        var where = part == null ? DSL.noCondition() : Sql.contains(key, part);
        return visible(where, caller);
    }

    /** Tags with these ids, of which there are at most a hundred. */
    public Map<UUID, TagView> byId(Collection<UUID> ids, Caller caller) {
        return visible(Sql.isAnyOf(id, ids), caller).stream().collect(toMap(TagView::id, tag -> tag));
    }

    public Map<UUID, List<TagView>> ofPosts(Collection<UUID> posts) {
        return tagsWithPosts.pages(post, posts, DSL.noCondition(), byPosition, Page.FIRST_HUNDRED).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> nodes(entry.getValue())));
    }

    private List<TagView> visible(Condition where, Caller caller) {
        return nodes(tags.page(where.and(postListing.tagsPostVisibleTo(caller)), byName, Page.FIRST_HUNDRED));
    }

    private static List<TagView> nodes(Slice<TagView> slice) {
        return slice.edges().stream().map(Edge::node).toList();
    }
}
