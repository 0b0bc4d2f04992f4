package dev.daybook.graphql.posts;

import static dev.daybook.support.Answers.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostViewCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Tests that every list shows the posts that its reader may see, in the requested order. */
@ShopTest
class PostListTests {
    /** Every place where a post can be seen. */
    private static final String PLACES = """
            query ($post: ID!, $slug: String!, $word: String!, $author: ID!) {
              byId: post(by: {id: $post}) { id }
              bySlug: post(by: {slug: $slug}) { id }
              node(id: $post) { id ... on Post { title } }
              nodes(ids: [$post]) { id }
              posts(filter: {search: $word}) { totalCount nodes { id } }
              ofAuthor: posts(filter: {authorId: $author}) { totalCount nodes { id } }
              tags(search: $word) { postCount posts { totalCount nodes { id } } } }""";

    @Autowired
    Shop shop;

    @Autowired
    PostViewCounter views;

    enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED;

        String write(Client author, String word) {
            var post = author.newDraft(word, word);
            if (this != DRAFT) {
                author.mutate("publishPost", Map.of("postId", post), "post { id }");
            }
            if (this == ARCHIVED) {
                author.mutate("archivePost", Map.of("postId", post), "post { id }");
            }
            return post;
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void an_unpublished_post_is_visible_to_its_author_and_staff_alone(Status status) {
        var ada = shop.newCustomer();
        var word = shop.unique("word");
        var post = status.write(ada, word);
        var published = status == Status.PUBLISHED;

        assertSees(ada, ada.myId(), post, word, true, published);
        assertSees(shop.staff(), ada.myId(), post, word, true, published);
        assertSees(shop.newCustomer(), ada.myId(), post, word, published, published);
        assertSees(shop.anonymous(), ada.myId(), post, word, published, published);
    }

    private static void assertSees(
            Client reader, String author, String post, String word, boolean sees, boolean published) {
        var answer = reader.run(PLACES, Map.of("post", post, "slug", word, "word", word, "author", author));
        for (var place : List.of("byId", "bySlug", "node")) {
            if (sees) {
                answer.path(place + ".id").entity(String.class).isEqualTo(post);
            } else {
                answer.path(place).valueIsNull();
            }
        }
        if (sees) {
            answer.path("nodes[0].id").entity(String.class).isEqualTo(post);
        } else {
            answer.path("nodes[0]").valueIsNull();
        }
        for (var list : List.of("posts", "ofAuthor")) {
            assertThat(ids(answer, list)).as(list).isEqualTo(sees ? List.of(post) : List.of());
            answer.path(list + ".totalCount").entity(Integer.class).isEqualTo(sees ? 1 : 0);
        }
        if (sees) {
            assertThat(ids(answer, "tags[0].posts")).containsExactly(post);
            answer.path("tags[0].posts.totalCount").entity(Integer.class).isEqualTo(1);
            answer.path("tags[0].postCount").entity(Integer.class).isEqualTo(published ? 1 : 0);
        } else {
            answer.path("tags").entityList(Object.class).hasSize(0);
        }
    }

    @Test
    void a_tag_is_known_to_whoever_may_see_one_of_its_posts() {
        var ada = shop.newCustomer();
        var grace = shop.newCustomer();
        var word = shop.unique("word");
        var draft = ada.newDraft(shop.unique("Draft"), word);
        var tag = ada.run("query ($s: String!) { tags(search: $s) { id } }", Map.of("s", word))
                .path("tags[0].id")
                .entity(String.class)
                .get();
        assertTag(ada, word, tag, true);
        assertTag(shop.staff(), word, tag, true);
        assertTag(grace, word, tag, false);
        assertTag(shop.anonymous(), word, tag, false);
        grace.newDraft(shop.unique("Draft"), word);
        assertTag(grace, word, tag, true);
        assertTag(shop.anonymous(), word, tag, false);

        ada.mutate("publishPost", Map.of("postId", draft), "post { id }");
        assertTag(shop.anonymous(), word, tag, true);
        ada.mutate("deletePost", Map.of("postId", draft), "post { id }");
        assertTag(shop.anonymous(), word, tag, false);
        assertTag(shop.staff(), word, tag, true);
    }

    private static void assertTag(Client reader, String word, String tag, boolean sees) {
        var answer = reader.run("""
                query ($s: String!, $id: ID!) {
                  tags(search: $s) { name }
                  node(id: $id) { ... on Tag { name } }
                  nodes(ids: [$id]) { ... on Tag { name } } }""", Map.of("s", word, "id", tag));
        assertThat(answer.path("tags[*].name").entityList(String.class).get())
                .isEqualTo(sees ? List.of(word) : List.of());
        for (var place : List.of("node", "nodes[0]")) {
            if (sees) {
                answer.path(place + ".name").entity(String.class).isEqualTo(word);
            } else {
                answer.path(place).valueIsNull();
            }
        }
    }

    @Test
    void a_post_is_found_by_its_current_content() {
        var ada = shop.newCustomer();
        var word = shop.unique("word");
        var post = ada.newPost(shop.unique("Post"));
        ada.mutate("updatePost", Map.of("postId", post, "content", "Of " + word), "post { id }");
        assertThat(found(shop.anonymous(), Map.of("search", word))).containsExactly(post);
        ada.mutate("updatePost", Map.of("postId", post, "title", word), "post { id }");
        assertThat(found(shop.anonymous(), Map.of("search", word)))
                .as("in title and content, and still once")
                .containsExactly(post);
        ada.mutate("updatePost", Map.of("postId", post, "title", "Other", "content", "Other"), "post { id }");
        assertThat(found(shop.anonymous(), Map.of("search", word))).isEmpty();
    }

    @Test
    void a_list_of_posts_shows_the_content_of_each() {
        var ada = shop.newCustomer();
        var word = shop.unique("word");
        ada.newPost(word + " old");
        ada.newPost(word + " new");
        shop.anonymous()
                .run("query ($s: String!) { posts(filter: {search: $s}) { nodes { content } } }", Map.of("s", word))
                .path("posts.nodes[*].content")
                .entityList(String.class)
                .containsExactly("About " + word + " new", "About " + word + " old");
    }

    @Test
    void half_of_a_character_cannot_be_searched_for() {
        for (var query : List.of(
                "query ($s: String!) { posts(filter: {search: $s}) { totalCount } }",
                "query ($s: String!) { posts(filter: {tagSlugs: [$s]}) { totalCount } }",
                "query ($s: String!) { tags(search: $s) { name } }")) {
            assertThat(codes(shop.anonymous().run(query, Map.of("s", "a\ud800"))))
                    .containsExactly("BAD_REQUEST");
        }
    }

    @Test
    void the_posts_of_a_user_are_those_that_the_reader_may_see() {
        var ada = shop.newCustomer();
        var word = shop.unique("word");
        var draft = ada.newDraft(word + " draft");
        var post = ada.newPost(word + " published");
        var own = "{ me { posts { totalCount nodes { id } } } }";
        assertThat(ids(ada.run(own), "me.posts")).containsExactly(post, draft);
        ada.run(own).path("me.posts.totalCount").entity(Integer.class).isEqualTo(2);

        var ofAuthor = """
                query ($id: ID!, $f: PostFilter) { post(by: {id: $id}) { author { posts(filter: $f) { totalCount nodes { id } } } } }""";
        var variables = Map.of("id", post);
        assertThat(ids(shop.anonymous().run(ofAuthor, variables), "post.author.posts"))
                .containsExactly(post);
        assertThat(ids(shop.newCustomer().run(ofAuthor, variables), "post.author.posts"))
                .containsExactly(post);
        assertThat(ids(shop.staff().run(ofAuthor, variables), "post.author.posts"))
                .containsExactly(post, draft);
        var drafts = Map.of("id", post, "f", Map.of("status", List.of("DRAFT")));
        assertThat(ids(shop.anonymous().run(ofAuthor, drafts), "post.author.posts"))
                .isEmpty();
        shop.anonymous()
                .run(ofAuthor, drafts)
                .path("post.author.posts.totalCount")
                .entity(Integer.class)
                .isEqualTo(0);
        assertThat(ids(ada.run(ofAuthor, drafts), "post.author.posts")).containsExactly(draft);
    }

    @Test
    void a_filter_shows_nobody_more_than_they_may_see() {
        var ada = shop.newCustomer();
        var word = shop.unique("word");
        ada.newDraft(word, word);
        for (var filter : List.of(
                Map.of("search", word),
                Map.of("authorId", ada.myId()),
                Map.of("tagSlugs", List.of(word)),
                Map.of("search", word, "status", List.of("DRAFT", "ARCHIVED")))) {
            assertThat(found(shop.newCustomer(), filter)).isEmpty();
            assertThat(found(shop.anonymous(), filter)).isEmpty();
            assertThat(found(ada, filter)).hasSize(1);
        }
    }

    @Test
    void filters_are_combined() {
        var ada = shop.newCustomer();
        var grace = shop.newCustomer();
        var word = shop.unique("word");
        var red = shop.unique("red");
        var blue = shop.unique("blue");
        var one = ada.newPost(word + " 100% certain", red, blue);
        var two = ada.newPost(word + " snake_case", blue);
        var three = grace.newPost(word + " plain", red);
        var none = grace.newPost(word + " bare");
        var draft = grace.newDraft(word + " later", red);
        ada.mutate("updatePost", Map.of("postId", two, "content", "Of ENGINES " + word), "post { id }");

        assertThat(found(ada, Map.of("search", word))).containsExactlyInAnyOrder(one, two, three, none);
        assertThat(found(ada, Map.of("search", word.toUpperCase(Locale.ROOT) + " PLAIN")))
                .containsExactly(three);
        assertThat(found(ada, Map.of("search", "engines " + word))).containsExactly(two);
        assertThat(found(ada, Map.of("search", word + " 100% c"))).containsExactly(one);
        assertThat(found(ada, Map.of("search", word + " 1%c"))).isEmpty();
        assertThat(found(ada, Map.of("search", word + " snake_c"))).containsExactly(two);
        assertThat(found(ada, Map.of("search", word + " snake_case_"))).isEmpty();
        assertThat(found(ada, Map.of("search", word, "authorId", grace.myId()))).containsExactlyInAnyOrder(three, none);
        assertThat(found(ada, Map.of("tagSlugs", List.of(red)))).containsExactlyInAnyOrder(one, three);
        assertThat(found(ada, Map.of("tagSlugs", List.of(red, blue)))).containsExactlyInAnyOrder(one, two, three);
        assertThat(found(ada, Map.of("tagSlugs", List.of(red), "authorId", ada.myId())))
                .containsExactly(one);
        assertThat(found(grace, Map.of("search", word, "status", List.of("DRAFT"))))
                .containsExactly(draft);
        assertThat(found(grace, Map.of("search", word, "status", List.of("DRAFT", "PUBLISHED"))))
                .hasSize(5);
        assertThat(found(ada, Map.of("tagSlugs", List.of()))).isEmpty();
        assertThat(found(ada, Map.of("tagSlugs", List.of("no-such-tag")))).isEmpty();
        assertThat(found(ada, Map.of("authorId", "nonsense"))).isEmpty();
        assertThat(found(ada, Map.of("authorId", one))).isEmpty();
    }

    @Test
    void pages_forward_and_backward_show_each_post_once_also_where_all_are_equal() {
        var ada = shop.newCustomer();
        var word = shop.unique("paged");
        for (int i = 0; i < 7; i++) {
            var post = i % 2 == 0 ? ada.newPost(word) : ada.newDraft(word);
            if (i == 3) {
                ada.mutate("recordPostView", Map.of("postId", post), "post { id }");
            }
        }
        for (var field : List.of("CREATED_AT", "PUBLISHED_AT", "TITLE", "VIEW_COUNT")) {
            for (var direction : List.of("ASC", "DESC")) {
                var forward = walk(ada, word, field, direction, "first", "after", "endCursor", "hasNextPage");
                var backward = walk(ada, word, field, direction, "last", "before", "startCursor", "hasPreviousPage");
                assertThat(forward).as(field + direction).hasSize(7).doesNotHaveDuplicates();
                assertThat(backward).containsExactlyInAnyOrderElementsOf(forward);
            }
        }
    }

    @Test
    void a_page_begins_where_the_last_one_ended_whatever_came_meanwhile() {
        var ada = shop.newCustomer();
        var word = shop.unique("paged");
        var old = ada.newPost(word + " old");
        var newer = ada.newPost(word + " newer");
        var query = """
                query ($s: String!, $c: String) { posts(filter: {search: $s}, first: 1, after: $c) {
                  nodes { id } pageInfo { endCursor } } }""";
        var first = shop.anonymous().run(query, Map.of("s", word));
        assertThat(ids(first, "posts")).containsExactly(newer);
        ada.newPost(word + " newest");
        var cursor = first.path("posts.pageInfo.endCursor").entity(String.class).get();
        assertThat(ids(shop.anonymous().run(query, Map.of("s", word, "c", cursor)), "posts"))
                .containsExactly(old);
    }

    @Test
    void each_order_is_by_its_field() {
        var ada = shop.newCustomer();
        var word = shop.unique("ordered");
        var b = ada.newDraft(word + " B");
        var a = ada.newPost(word + " a");
        var c = ada.newPost(word + " c");
        ada.mutate("publishPost", Map.of("postId", b), "post { id }");
        var draft = ada.newDraft(word + " D");
        for (var viewed : List.of(a, b, b, draft, draft, draft)) {
            views.record(
                    new PostId(GlobalId.parse("Post", viewed).orElseThrow()),
                    UUID.randomUUID().getMostSignificantBits());
        }
        assertThat(ordered(ada, word, "TITLE", "ASC")).containsExactly(a, b, c, draft);
        assertThat(ordered(ada, word, "CREATED_AT", "DESC")).containsExactly(draft, c, a, b);
        assertThat(ordered(ada, word, "PUBLISHED_AT", "DESC")).containsExactly(b, c, a, draft);
        assertThat(ordered(ada, word, "VIEW_COUNT", "DESC")).containsExactly(draft, b, a, c);
        assertThat(ordered(ada, word, "VIEW_COUNT", "ASC")).containsExactly(c, a, b, draft);
        assertThat(found(ada, Map.of("search", word))).containsExactly(b, c, a, draft);
        ada.run(
                        "query ($o: PostOrder) { me { posts(orderBy: $o, first: 2) { nodes { id } } } }",
                        Map.of("o", Map.of("field", "VIEW_COUNT")))
                .path("me.posts.nodes[*].id")
                .entityList(String.class)
                .containsExactly(draft, b);
    }

    @Test
    void tags_are_found_by_a_part_of_their_name_and_sorted_by_it() {
        var word = shop.unique("word");
        shop.newCustomer().newPost(shop.unique("Post"), word + " b", word + " C", word + " a", word + " 100%");
        assertThat(tags(word)).containsExactly(word + " 100%", word + " a", word + " b", word + " C");
        assertThat(tags(word.toUpperCase(Locale.ROOT) + " c")).containsExactly(word + " C");
        assertThat(tags(word + " 100%")).containsExactly(word + " 100%");
        assertThat(tags(word + "%a")).isEmpty();
        assertThat(tags(word + "_a")).isEmpty();
    }

    @Test
    void posts_and_tags_are_found_whatever_the_accents_and_the_form_of_letters() {
        var word = shop.unique("word");
        var ada = shop.newCustomer();
        var post = ada.newPost(word + " CAF\u00C9 \u0130stanbul", word + " \u03BF\u03B4\u03CC\u03C2");
        var other = ada.newPost(shop.unique("Post"));
        ada.mutate(
                "updatePost", Map.of("postId", other, "content", word + "\u3000K\u0131rm\u0131z\u0131"), "post { id }");
        assertThat(found(ada, Map.of("search", word + "\u00A0cafe istanbul"))).containsExactly(post);
        assertThat(found(ada, Map.of("search", word + " cafe\u0301"))).containsExactly(post);
        assertThat(found(ada, Map.of("search", word + " KIRMIZI "))).containsExactly(other);
        assertThat(tags(word + " \u039F\u0394\u039F\u03A3")).hasSize(1);
    }

    @Test
    void a_hundred_tags_are_enough() {
        for (int i = 0; i < 6; i++) {
            shop.newCustomer()
                    .newPost(
                            shop.unique("Post"),
                            Stream.generate(() -> shop.unique("tag")).limit(20).toArray(String[]::new));
        }
        shop.anonymous()
                .run("{ tags { name } }")
                .path("tags")
                .entityList(Object.class)
                .hasSize(100);
        assertThat(tags("")).hasSize(100);
    }

    @Test
    void a_tag_is_a_node_and_lists_its_posts_page_by_page() {
        var ada = shop.newCustomer();
        var word = shop.unique("word");
        var old = ada.newPost(shop.unique("Post"), word);
        var newer = ada.newPost(shop.unique("Post"), word);
        var tag = shop.anonymous()
                .run("query ($s: String!) { tags(search: $s) { id } }", Map.of("s", word))
                .path("tags[0].id")
                .entity(String.class)
                .get();
        var query = """
                query ($id: ID!, $c: String) { node(id: $id) { id ... on Tag { name slug postCount
                  posts(first: 1, after: $c) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }""";
        var first = shop.anonymous().run(query, Map.of("id", tag));
        first.path("node.name").entity(String.class).isEqualTo(word);
        first.path("node.postCount").entity(Integer.class).isEqualTo(2);
        first.path("node.posts.totalCount").entity(Integer.class).isEqualTo(2);
        assertThat(ids(first, "node.posts")).containsExactly(newer);
        var cursor =
                first.path("node.posts.pageInfo.endCursor").entity(String.class).get();
        assertThat(ids(shop.anonymous().run(query, Map.of("id", tag, "c", cursor)), "node.posts"))
                .containsExactly(old);
        var unknown = new GlobalId("Tag", UUID.randomUUID()).toString();
        shop.anonymous().run(query, Map.of("id", unknown)).path("node").valueIsNull();
    }

    private List<String> tags(String search) {
        return shop.anonymous()
                .run("query ($s: String!) { tags(search: $s) { name } }", Map.of("s", search))
                .path("tags[*].name")
                .entityList(String.class)
                .get();
    }

    private static List<String> found(Client reader, Map<String, ?> filter) {
        var answer = reader.run(
                "query ($f: PostFilter) { posts(filter: $f) { totalCount nodes { id } } }", Map.of("f", filter));
        var ids = ids(answer, "posts");
        answer.path("posts.totalCount").entity(Integer.class).isEqualTo(ids.size());
        return ids;
    }

    private static List<String> ordered(Client reader, String word, String field, String direction) {
        return ids(
                reader.run(
                        "query ($s: String!, $o: PostOrder) { posts(filter: {search: $s}, orderBy: $o) { nodes { id } } }",
                        Map.of("s", word, "o", Map.of("field", field, "direction", direction))),
                "posts");
    }

    private static List<String> walk(
            Client reader,
            String word,
            String field,
            String direction,
            String size,
            String from,
            String cursor,
            String more) {
        var query = """
                query ($s: String!, $c: String) { posts(filter: {search: $s}, orderBy: {field: %s, direction: %s}, %s: 3, %s: $c) {
                  nodes { id } pageInfo { %s %s } } }""".formatted(field, direction, size, from, cursor, more);
        var seen = new ArrayList<String>();
        var variables = new HashMap<String, Object>(Map.of("s", word));
        while (true) {
            var page = reader.run(query, variables);
            seen.addAll(ids(page, "posts"));
            if (!page.path("posts.pageInfo." + more).entity(Boolean.class).get()) {
                return seen;
            }
            variables.put(
                    "c",
                    page.path("posts.pageInfo." + cursor).entity(String.class).get());
        }
    }

    private static List<String> ids(Response answer, String list) {
        return answer.path(list + ".nodes[*].id").entityList(String.class).get();
    }
}
