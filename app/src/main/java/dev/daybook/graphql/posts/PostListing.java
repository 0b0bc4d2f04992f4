package dev.daybook.graphql.posts;

import static java.util.stream.Collectors.toMap;

import dev.daybook.database.ViewMapping;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.NestedListing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.SortDirection;
import dev.daybook.security.Caller;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.post.PostContentView;
import dev.daybook.users.post.PostStatus;
import dev.daybook.users.post.PostTagView;
import dev.daybook.users.post.PostView;
import dev.daybook.users.post.TagView;
import graphql.schema.DataFetchingEnvironment;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists posts: all of them, those of each user and those of each tag, without the posts that the caller may not see.
 */
@Component
public class PostListing {
    private static final Table<?> COUNTER = DSL.table(DSL.name("post_views"));
    private static final Field<Long> VIEWS = DSL.field(DSL.name("post_views", "views"), Long.class);
    private static final Field<UUID> COUNTED = DSL.field(DSL.name("post_views", "post_id"), UUID.class);

    private final Views views;
    private final ViewMapping<PostView> post;
    private final ViewMapping<PostContentView> content;
    private final Field<String> contentWords;
    private final ViewMapping<PostTagView> tagged;
    private final ViewMapping<TagView> tag;
    private final ViewMapping<UserView> user;
    private final Listing<PostView> posts;
    private final Listing<PostView> postsWithViews;
    private final Listing<PostView> postsWithTags;
    private final NestedListing<Question, PostView> ofUsers;
    private final NestedListing<Question, PostView> ofTags;

    public PostListing(Views views, BatchLoaders loaders) {
        this.views = views;
        post = views.mapping(PostView.class);
        content = views.mapping(PostContentView.class);
        // The database derives it from the content, and has an index for it.
        contentWords = DSL.field(DSL.name(content.table().getName(), "search_text"), String.class);
        tagged = views.mapping(PostTagView.class);
        tag = views.mapping(TagView.class);
        user = views.mapping(UserView.class);
        posts = views.listing(PostView.class);
        postsWithViews = posts.leftJoinedWith(COUNTER, COUNTED.eq(uuid(post, "id")));
        postsWithTags = posts.joinedWith(tagged.table(), uuid(tagged, "postId").eq(uuid(post, "id")));
        var author = uuid(post, "authorId");
        ofUsers = new NestedListing<>(
                "postsOfUsers",
                loaders,
                (asked, users) ->
                        sortable(asked).pages(author, users, where(asked), sorting(asked.order()), asked.page()),
                (asked, users) -> posts.counts(author, users, where(asked)));
        var taggedWith = uuid(tagged, "tagId");
        ofTags = new NestedListing<>(
                "postsOfTags",
                loaders,
                (asked, tags) ->
                        postsWithTags.pages(taggedWith, tags, where(asked), sorting(asked.order()), asked.page()),
                (asked, tags) -> postsWithTags.counts(taggedWith, tags, where(asked)));
    }

    public record PostFilter(
            @Nullable String search,
            @Nullable List<PostStatus> status,
            @Nullable String authorId,
            @Nullable List<String> tagSlugs) {}

    public enum PostOrderField {
        CREATED_AT,
        PUBLISHED_AT,
        TITLE,
        VIEW_COUNT
    }

    public record PostOrder(PostOrderField field, SortDirection direction) {
        static final PostOrder DEFAULT = new PostOrder(PostOrderField.PUBLISHED_AT, SortDirection.DESC);
    }

    private record Question(@Nullable PostFilter filter, PostOrder order, Caller caller, Page page) {}

    public static boolean isVisible(PostView post, Caller caller) {
        return post.isPublished() || caller.isOwnerOrStaff(post.author());
    }

    public Connection<PostView> page(@Nullable PostFilter filter, @Nullable PostOrder order, Page page, Caller caller) {
        var asked = new Question(filter, Objects.requireNonNullElse(order, PostOrder.DEFAULT), caller, page);
        var where = where(asked);
        return new Connection<>(sortable(asked).page(where, sorting(asked.order()), page), () -> posts.count(where));
    }

    public CompletableFuture<Connection<PostView>> ofUser(
            UUID user, @Nullable PostFilter filter, @Nullable PostOrder order, DataFetchingEnvironment field) {
        var by = Objects.requireNonNullElse(order, PostOrder.DEFAULT);
        return ofUsers.connection(user, new Question(filter, by, CurrentCaller.of(field), Page.of(field)), field);
    }

    public CompletableFuture<Connection<PostView>> ofTag(UUID tag, DataFetchingEnvironment field) {
        return ofTags.connection(
                tag, new Question(null, PostOrder.DEFAULT, CurrentCaller.of(field), Page.of(field)), field);
    }

    /** Number of published posts of each tag. */
    public Map<UUID, Integer> published(Collection<UUID> tags) {
        return postsWithTags.counts(uuid(tagged, "tagId"), tags, isPublished());
    }

    /** Contents of posts; one that was deleted a moment ago has none any more. */
    public Map<UUID, String> contents(Collection<UUID> posts) {
        var found = views.byId(PostContentView.class, posts, PostContentView::id);
        var gone = "";
        return posts.stream()
                .distinct()
                .collect(toMap(
                        id -> id, id -> found.containsKey(id) ? found.get(id).content() : gone));
    }

    /** Condition that a tag is on a post visible to the caller, since tags of drafts are private. */
    public Condition tagsPostVisibleTo(Caller caller) {
        return caller.isStaff()
                ? DSL.noCondition()
                : DSL.exists(DSL.selectOne()
                        .from(tagged.table())
                        .join(post.table())
                        .on(uuid(post, "id").eq(uuid(tagged, "postId")))
                        .where(uuid(tagged, "tagId").eq(uuid(tag, "id")))
                        .and(isVisibleTo(caller)));
    }

    /** Condition that a user has written a post visible to the caller. */
    public Condition authorsOfPostsVisibleTo(Caller caller) {
        return DSL.exists(DSL.selectOne()
                .from(post.table())
                .where(uuid(post, "authorId").eq(uuid(user, "id")))
                .and(isVisibleTo(caller)));
    }

    private Listing<PostView> sortable(Question asked) {
        return asked.order().field() == PostOrderField.VIEW_COUNT ? postsWithViews : posts;
    }

    private Condition where(Question asked) {
        var visible = isVisibleTo(asked.caller());
        return asked.filter() == null ? visible : visible.and(where(asked.filter()));
    }

    private Condition where(PostFilter filter) {
        var where = DSL.noCondition();
        if (filter.search() != null) {
            where = where.and(uuid(post, "id").in(withWords(filter.search())));
        }
        if (filter.status() != null) {
            where = where.and(Sql.isAnyOfTexts(
                    text(post, "status"),
                    filter.status().stream().map(Enum::name).toList()));
        }
        if (filter.authorId() != null) {
            where = where.and(GlobalId.parse("User", filter.authorId())
                    .<Condition>map(uuid(post, "authorId")::eq)
                    .orElseGet(DSL::falseCondition));
        }
        return filter.tagSlugs() == null
                ? where
                : where.and(uuid(post, "id")
                        .in(DSL.select(uuid(tagged, "postId"))
                                .from(tagged.table())
                                .join(tag.table())
                                .on(uuid(tag, "id").eq(uuid(tagged, "tagId")))
                                .where(Sql.isAnyOfTexts(text(tag, "slug"), filter.tagSlugs()))));
    }

    /** Posts with these words, as a union rather than an or, so that each half is found by its index. */
    private Select<Record1<UUID>> withWords(String search) {
        return DSL.select(uuid(post, "id"))
                .from(post.table())
                .where(Sql.contains(text(post, "title"), search))
                .unionAll(DSL.select(uuid(content, "id"))
                        .from(content.table())
                        .where(Sql.foldedContains(contentWords, search)));
    }

    /** Condition equal to {@link #isVisible} of one post. */
    private Condition isVisibleTo(Caller caller) {
        return caller.isStaff()
                ? DSL.noCondition()
                : caller.id()
                        .map(UserId::value)
                        .map(user -> isPublished().or(uuid(post, "authorId").eq(user)))
                        .orElseGet(this::isPublished);
    }

    private Condition isPublished() {
        return text(post, "status").eq(DSL.inline(PostStatus.PUBLISHED.name()));
    }

    private Sorting sorting(PostOrder order) {
        var key = switch (order.field()) {
            case CREATED_AT -> post.field("createdAt", OffsetDateTime.class);
            case PUBLISHED_AT -> Sql.orNever(post.field("publishedAt", OffsetDateTime.class));
            case TITLE -> DSL.lower(text(post, "title"));
            case VIEW_COUNT -> DSL.coalesce(VIEWS, DSL.inline(0L));
        };
        return new Sorting(order.field().name(), key, order.direction() == SortDirection.DESC);
    }

    private static Field<String> text(ViewMapping<?> view, String property) {
        return view.field(property, String.class);
    }

    private static Field<UUID> uuid(ViewMapping<?> view, String property) {
        return view.field(property, UUID.class);
    }
}
