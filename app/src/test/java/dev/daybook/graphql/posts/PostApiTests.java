package dev.daybook.graphql.posts;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserErrors;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.post.PostCommand.PublishPost;
import dev.daybook.users.post.PostId;
import dev.daybook.users.post.PostViewCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Posts are written, changed and looked at. */
@HonestShopTest
@SecondLane
class PostApiTests {
    private static final String ALL =
            "post { id title slug content status viewCount author { id } tags { name slug } publishedAt version }";

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PostViewCounter views;

    @Autowired
    Commands commands;

    @Autowired
    Cache aggregates;

    @Autowired
    UserErrors userErrors;

    @Test
    void a_post_is_written_for_all_to_read() {
        var ada = shop.newCustomer();
        var title = shop.unique("Crème de la Crème ");
        var tag = shop.unique("Poetical Science ");
        var answer =
                create(ada, Map.of("title", title, "content", "It weaves.", "tags", List.of(tag), "publish", true));
        assertThat(userErrors(answer, "createPost")).isEmpty();
        var post = post(answer, "createPost");
        assertThat(post)
                .containsEntry("title", title)
                .containsEntry(
                        "slug", title.toLowerCase(Locale.ROOT).replace("è", "e").replace(" ", "-"))
                .containsEntry("content", "It weaves.")
                .containsEntry("status", "PUBLISHED")
                .containsEntry("viewCount", 0)
                .containsEntry("author", Map.of("id", ada.myId()))
                .containsEntry(
                        "tags",
                        List.of(Map.of(
                                "name",
                                tag,
                                "slug",
                                tag.toLowerCase(Locale.ROOT).replace(" ", "-"))))
                .containsEntry("version", 2);
        assertThat(post.get("publishedAt")).isNotNull();
        for (var by : List.of(Map.of("id", post.get("id")), Map.of("slug", post.get("slug")))) {
            shop.anonymous()
                    .run("query ($by: PostIdentifier!) { post(by: $by) { title } }", Map.of("by", by))
                    .path("post.title")
                    .entity(String.class)
                    .isEqualTo(title);
        }
        assertThat(eventsOf(ada)).containsExactly("users.TagCreated", "users.PostCreated", "users.PostPublished");
    }

    @Test
    void a_draft_has_one_event_and_was_never_published() {
        var ada = shop.newCustomer();
        var draft = post(create(ada, Map.of("title", shop.unique("Draft"), "content", "Soon.")), "createPost");
        assertThat(draft)
                .containsEntry("status", "DRAFT")
                .containsEntry("publishedAt", null)
                .containsEntry("tags", List.of())
                .containsEntry("version", 1);
        assertThat(eventsOf(ada)).containsExactly("users.PostCreated");
    }

    @Test
    void the_longest_post_fits() {
        var title = shop.unique("n") + "🖊".repeat(150);
        var post =
                post(create(shop.newCustomer(), Map.of("title", title, "content", "é".repeat(50_000))), "createPost");
        assertThat(post).containsEntry("title", title).containsEntry("content", "é".repeat(50_000));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("title", "", "BLANK input.title"),
                Arguments.of("title", " \n", "BLANK input.title"),
                Arguments.of("title", "n".repeat(201), "TOO_LONG input.title"),
                Arguments.of("title", "a\0", "INVALID_FORMAT input.title"),
                Arguments.of("slug", "", "BLANK input.slug"),
                Arguments.of("slug", "Not A Slug", "INVALID_FORMAT input.slug"),
                Arguments.of("slug", "a--b", "INVALID_FORMAT input.slug"),
                Arguments.of("slug", "n".repeat(201), "TOO_LONG input.slug"),
                Arguments.of("content", "", "BLANK input.content"),
                Arguments.of("content", "n".repeat(50_001), "TOO_LONG input.content"),
                Arguments.of("tags", List.of("java", " "), "BLANK input.tags.1"),
                Arguments.of("tags", List.of("n".repeat(51)), "TOO_LONG input.tags.0"),
                Arguments.of("tags", List.of("a\0"), "INVALID_FORMAT input.tags.0"),
                Arguments.of("title", "a\ud800", "INVALID_FORMAT input.title"),
                Arguments.of("content", "\udd8a", "INVALID_FORMAT input.content"),
                Arguments.of("tags", List.of("\ud800"), "INVALID_FORMAT input.tags.0"),
                Arguments.of("tags", numbered(21), "TOO_MANY_ITEMS input.tags"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void an_input_that_breaks_a_rule_is_refused_with_its_field_and_writes_nothing(
            String field, Object typed, String error) {
        var ada = shop.newCustomer();
        var input = new HashMap<String, Object>(Map.of("title", shop.unique("Post"), "content", "It weaves."));
        input.put(field, typed);
        var refused = ada.mutate("createPost", input, "post { id }");
        refused.path("createPost.post").valueIsNull();
        refused.path("createPost.userErrors[0].__typename").entity(String.class).isEqualTo("ValidationError");
        assertThat(userErrors(refused, "createPost")).containsExactly(error);
        assertThat(eventsOf(ada)).isEmpty();

        var post = ada.newPost(shop.unique("Post"));
        var events = eventsOf(ada);
        assertThat(userErrors(update(ada, post, Map.of(field, typed)), "updatePost"))
                .containsExactly(error);
        assertThat(eventsOf(ada)).isEqualTo(events);
    }

    @Test
    void all_mistakes_are_named_at_once() {
        assertThat(userErrors(
                        create(
                                shop.newCustomer(),
                                Map.of("title", "", "slug", "-", "content", "", "tags", List.of("", "ok", "", " "))),
                        "createPost"))
                .containsExactly(
                        "BLANK input.title", "INVALID_FORMAT input.slug", "BLANK input.content", "BLANK input.tags.0");
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_suffix_and_a_chosen_one_is_refused() {
        var ada = shop.newCustomer();
        var title = shop.unique("notes");
        assertThat(slugOf(ada, title)).isEqualTo(title);
        assertThat(slugOf(ada, title)).isEqualTo(title + "-2");
        assertThat(slugOf(shop.newCustomer(), title)).isEqualTo(title + "-3");
        var events = eventsOf(ada);
        assertThat(userErrors(create(ada, Map.of("title", "Other", "slug", title, "content", "x")), "createPost"))
                .containsExactly("TAKEN input.slug");
        var other = ada.newPost(shop.unique("Other"));
        assertThat(userErrors(update(ada, other, Map.of("slug", title)), "updatePost"))
                .containsExactly("TAKEN input.slug");
        assertThat(eventsOf(ada)).hasSize(events.size() + 2);
    }

    @Test
    void an_omitted_field_is_kept_and_a_given_one_replaced() {
        var ada = shop.newCustomer();
        var title = shop.unique("post");
        var tag = shop.unique("tag");
        var post = ada.newPost(title, tag);

        var edited = post(update(ada, post, Map.of("content", "Better.", "expectedVersion", 2)), "updatePost");
        assertThat(edited)
                .containsEntry("title", title)
                .containsEntry("slug", title)
                .containsEntry("content", "Better.")
                .containsEntry("status", "PUBLISHED")
                .containsEntry("version", 3);
        assertThat(names(edited)).containsExactly(tag);

        var slug = shop.unique("slug");
        var other = shop.unique("other");
        var all = Map.of("title", "Other", "slug", slug, "content", "Best.", "tags", List.of(other, tag));
        edited = post(update(ada, post, all), "updatePost");
        assertThat(edited)
                .containsEntry("title", "Other")
                .containsEntry("slug", slug)
                .containsEntry("content", "Best.")
                .containsEntry("version", 4);
        assertThat(names(edited)).containsExactly(other, tag);

        var events = eventsOf(ada);
        assertThat(post(update(ada, post, all), "updatePost")).containsEntry("version", 4);
        assertThat(post(update(ada, post, Map.of()), "updatePost")).containsEntry("version", 4);
        assertThat(eventsOf(ada)).as("nothing was changed").isEqualTo(events);
    }

    @Test
    void null_is_blank_for_a_text_and_none_for_tags() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"), shop.unique("tag"));
        assertThat(userErrors(update(ada, post, nulls("title", "slug", "content")), "updatePost"))
                .containsExactly("BLANK input.title", "BLANK input.slug", "BLANK input.content");
        assertThat(names(post(update(ada, post, Map.of()), "updatePost"))).hasSize(1);
        assertThat(names(post(update(ada, post, nulls("tags")), "updatePost"))).isEmpty();
        var tag = shop.unique("tag");
        update(ada, post, Map.of("tags", List.of(tag)));
        assertThat(names(post(update(ada, post, Map.of("tags", List.of())), "updatePost")))
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from post_tags where post_id = ?")
                        .param(uuid(post))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_post_is_published_archived_and_published_again_but_first_published_once() {
        var ada = shop.newCustomer();
        var post = ada.newDraft(shop.unique("Post"));
        var first = post(act(ada, "publishPost", post), "publishPost");
        assertThat(first).containsEntry("status", "PUBLISHED").containsEntry("version", 2);
        assertThat(post(act(ada, "archivePost", post), "archivePost")).containsEntry("status", "ARCHIVED");
        assertThat(post(act(ada, "publishPost", post), "publishPost"))
                .containsEntry("version", 4)
                .containsEntry("publishedAt", first.get("publishedAt"));
    }

    @Test
    void a_post_cannot_go_where_it_is() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var reload = ada.run("""
                mutation ($id: ID!) { publishPost(input: {postId: $id}) { post { id } userErrors {
                  code field ... on IllegalTransitionError { from to allowed } } } }""", Map.of("id", post));
        assertThat(userErrors(reload, "publishPost")).containsExactly("ILLEGAL_TRANSITION input.postId");
        reload.path("publishPost.userErrors[0].from").entity(String.class).isEqualTo("PUBLISHED");
        reload.path("publishPost.userErrors[0].to").entity(String.class).isEqualTo("PUBLISHED");
        reload.path("publishPost.userErrors[0].allowed")
                .entityList(String.class)
                .containsExactly("ARCHIVED");
        act(ada, "archivePost", post);
        assertThat(userErrors(act(ada, "archivePost", post), "archivePost"))
                .containsExactly("ILLEGAL_TRANSITION input.postId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"updatePost", "publishPost", "archivePost", "deletePost"})
    void a_stale_version_changes_nothing(String mutation) {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var events = eventsOf(ada);
        var late = ada.mutate(mutation, Map.of("postId", post, "expectedVersion", 1), "post { id }");
        late.path(mutation + ".post").valueIsNull();
        assertThat(userErrors(late, mutation)).containsExactly("VERSION_CONFLICT input.expectedVersion");
        assertThat(eventsOf(ada)).isEqualTo(events);
    }

    @Test
    void a_deleted_post_is_answered_as_it_was_and_then_gone_and_its_slug_is_free() {
        var ada = shop.newCustomer();
        var title = shop.unique("post");
        var tag = shop.unique("tag");
        var post = ada.newPost(title, tag);
        view(shop.anonymous(), post);
        var deleted = post(act(ada, "deletePost", post), "deletePost");
        assertThat(deleted)
                .containsEntry("id", post)
                .containsEntry("title", title)
                .containsEntry("content", "About " + title)
                .containsEntry("status", "PUBLISHED")
                .containsEntry("viewCount", 1);
        assertThat(names(deleted)).containsExactly(tag);
        for (var table : List.of(
                "posts where id", "post_contents where id", "post_tags where post_id", "post_views where post_id")) {
            assertThat(jdbc.sql("select count(*) from %s = ?".formatted(table))
                            .param(uuid(post))
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(slugOf(ada, title)).isEqualTo(title);
        for (var mutation : List.of("updatePost", "publishPost", "archivePost", "deletePost", "recordPostView")) {
            assertThat(userErrors(ada.mutate(mutation, Map.of("postId", post), "post { id }"), mutation))
                    .containsExactly("NOT_FOUND input.postId");
        }
    }

    @Test
    void nothing_can_be_asked_of_a_deleted_post_remembered_or_not() {
        var ada = shop.newCustomer();
        var post = ada.newDraft(shop.unique("Draft"));
        act(ada, "deletePost", post);
        var command = new PublishPost(new PostId(uuid(post)), null);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> commands.send(command, new Actor.System("test")))
                    .isInstanceOfSatisfying(
                            AggregateNotFoundException.class,
                            gone -> assertThat(userErrors.of(gone, Map.of("input", Map.of("postId", post))))
                                    .singleElement()
                                    .returns(UserError.Code.NOT_FOUND, UserError::code)
                                    .returns(List.of("input", "postId"), UserError::field));
            aggregates.removeAll();
        }
    }

    @Test
    void a_post_is_read_back_from_its_events() {
        var ada = shop.newCustomer();
        var tag = shop.unique("tag");
        var post = ada.newPost(shop.unique("Post"), tag);
        aggregates.removeAll();
        assertThat(post(update(ada, post, Map.of("tags", List.of(tag))), "updatePost"))
                .containsEntry("version", 2);
        assertThat(post(update(ada, post, Map.of("title", "Other")), "updatePost"))
                .containsEntry("version", 3);
    }

    @ParameterizedTest
    @CsvSource({
        "updatePost, nonsense",
        "publishPost, ''",
        "archivePost, nonsense",
        "deletePost, '%'",
        "recordPostView, nonsense"
    })
    void a_post_that_nobody_wrote_cannot_be_changed(String mutation, String nonsense) {
        var ada = shop.newCustomer();
        for (var id : List.of(nonsense, new GlobalId("Post", UUID.randomUUID()).toString(), ada.myId())) {
            assertThat(userErrors(ada.mutate(mutation, Map.of("postId", id), "post { id }"), mutation))
                    .containsExactly("NOT_FOUND input.postId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"updatePost", "publishPost", "archivePost", "deletePost"})
    void only_the_author_and_staff_may_change_a_post(String mutation) {
        var ada = shop.newCustomer();
        var grace = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var draft = ada.newDraft(shop.unique("Draft"));
        var events = eventsOf(ada);
        assertThat(codes(grace.mutate(mutation, Map.of("postId", post), "post { id }")))
                .containsExactly("FORBIDDEN");
        assertThat(userErrors(grace.mutate(mutation, Map.of("postId", draft), "post { id }"), mutation))
                .containsExactly("NOT_FOUND input.postId");
        assertThat(codes(shop.anonymous().mutate(mutation, Map.of("postId", post), "post { id }")))
                .containsExactly("UNAUTHENTICATED");
        assertThat(eventsOf(ada)).isEqualTo(events);
        assertThat(eventsOf(grace)).isEmpty();
        for (var editor : List.of(shop.staff(), ada)) {
            var own = ada.newDraft(shop.unique("Draft"));
            assertThat(userErrors(editor.mutate(mutation, Map.of("postId", own), "post { id }"), mutation))
                    .isEmpty();
        }
    }

    @Test
    void a_stranger_cannot_write() {
        assertThat(codes(create(shop.anonymous(), Map.of("title", "Spam", "content", "Spam"))))
                .containsExactly("UNAUTHENTICATED");
    }

    @Test
    void a_tag_is_known_whatever_the_case_and_keeps_its_first_spelling() {
        var ada = shop.newCustomer();
        var tag = shop.unique("Ünique");
        var post = ada.newPost(shop.unique("Post"), tag, tag.toUpperCase(Locale.ROOT), " " + tag + " ");
        assertThat(names(post(update(ada, post, Map.of()), "updatePost"))).containsExactly(tag);
        var other = shop.newCustomer().newPost(shop.unique("Post"), tag.toUpperCase(Locale.ROOT));
        assertThat(tagsOf(other)).containsExactly(tag);
    }

    @Test
    void two_tags_of_the_same_letters_get_different_slugs() {
        var word = shop.unique("c");
        var post = post(
                create(
                        shop.newCustomer(),
                        Map.of("title", "On languages", "content", "x", "tags", List.of(word + "++", word + "#"))),
                "createPost");
        assertThat(post)
                .containsEntry(
                        "tags",
                        List.of(
                                Map.of("name", word + "++", "slug", word),
                                Map.of("name", word + "#", "slug", word + "-2")));
        var third = shop.newCustomer().newPost(shop.unique("Post"), word);
        assertThat(jdbc.sql("select slug from tags join post_tags on tag_id = tags.id where post_id = ?")
                        .param(uuid(third))
                        .query(String.class)
                        .single())
                .isEqualTo(word + "-3");
    }

    @Test
    void twenty_tags_are_not_too_many_however_often_they_are_named() {
        var tags = Stream.concat(numbered(20).stream(), numbered(20).stream())
                .map(tag -> tag.toUpperCase(Locale.ROOT))
                .toList();
        var post = create(shop.newCustomer(), Map.of("title", "On tags", "content", "x", "tags", tags));
        assertThat(names(post(post, "createPost"))).hasSize(20);
    }

    @Test
    void a_view_is_counted_without_an_event_or_a_version() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var draft = ada.newDraft(shop.unique("Draft"));
        var events = allEvents(post);
        assertThat(view(shop.anonymous(), post)).containsEntry("viewCount", 1).containsEntry("version", 2);
        assertThat(view(ada, post)).containsEntry("viewCount", 2);
        assertThat(view(ada, draft)).containsEntry("viewCount", 1).containsEntry("version", 1);
        assertThat(userErrors(
                        shop.anonymous().mutate("recordPostView", Map.of("postId", draft), "post { id }"),
                        "recordPostView"))
                .containsExactly("NOT_FOUND input.postId");
        assertThat(allEvents(post)).isEqualTo(events);
    }

    @Test
    void each_mutation_of_a_request_is_answered_with_fresh_data() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var tag = shop.unique("tag");
        var answer = ada.run("""
                mutation ($id: ID!, $tag: String!) {
                  one: recordPostView(input: {postId: $id}) { post { viewCount tags { name } } }
                  tagged: updatePost(input: {postId: $id, tags: [$tag]}) { post { tags { name postCount } } }
                  two: recordPostView(input: {postId: $id}) { post { viewCount tags { name } } } }""", Map.of("id", post, "tag", tag));
        answer.path("one.post.viewCount").entity(Integer.class).isEqualTo(1);
        answer.path("one.post.tags").entityList(Object.class).hasSize(0);
        answer.path("tagged.post.tags[0].postCount").entity(Integer.class).isEqualTo(1);
        answer.path("two.post.viewCount").entity(Integer.class).isEqualTo(1);
        answer.path("two.post.tags[0].name").entity(String.class).isEqualTo(tag);
    }

    @Test
    void a_caller_is_counted_once_an_hour_for_each_post() {
        var ada = shop.newCustomer();
        var post = ada.newPost(shop.unique("Post"));
        var other = ada.newPost(shop.unique("Post"));
        for (var reader : List.of(shop.anonymous(), ada, shop.staff(), shop.anonymous(), ada)) {
            view(reader, post);
        }
        assertThat(view(ada, post)).as("an address and two users").containsEntry("viewCount", 3);
        assertThat(view(ada, other)).containsEntry("viewCount", 1);
        jdbc.sql("update post_readers set counted_at = now() - interval '59 minutes'")
                .update();
        assertThat(view(ada, post)).containsEntry("viewCount", 3);
        jdbc.sql("update post_readers set counted_at = now() - interval '1 hour'")
                .update();
        assertThat(view(ada, post)).containsEntry("viewCount", 4);
        assertThat(view(ada, post)).containsEntry("viewCount", 4);
    }

    @Test
    void readers_of_posts_are_deleted_after_an_hour() {
        view(shop.anonymous(), shop.newCustomer().newPost(shop.unique("Post")));
        jdbc.sql("update post_readers set counted_at = now() - interval '1 hour'")
                .update();
        var ada = shop.newCustomer();
        view(ada, ada.newPost(shop.unique("Post")));
        views.forgetReaders();
        assertThat(jdbc.sql("select count(*) from post_readers")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void fifty_views_at_once_of_one_caller_are_one_and_of_fifty_readers_fifty() throws Exception {
        var post = shop.newCustomer().newPost(shop.unique("Post"));
        atOnce(50, _ -> view(shop.anonymous(), post));
        assertThat(view(shop.anonymous(), post)).containsEntry("viewCount", 1);
        atOnce(50, reader -> {
            views.record(new PostId(uuid(post)), uuid(post).getMostSignificantBits() + reader);
            return reader;
        });
        assertThat(view(shop.anonymous(), post)).containsEntry("viewCount", 51);
    }

    @Test
    void twenty_posts_of_one_title_with_one_new_tag_are_all_written_at_once() throws Exception {
        var title = shop.unique("post");
        var tag = shop.unique("tag");
        var authors = List.of(shop.newCustomer(), shop.newCustomer());

        var posts = atOnce(
                20,
                i -> post(
                        create(
                                authors.get(i % 2),
                                Map.of("title", title, "content", "x", "tags", List.of(tag), "publish", true)),
                        "createPost"));

        assertThat(posts)
                .extracting(post -> String.valueOf(post.get("slug")))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(n -> n == 1 ? title : title + "-" + n)
                        .toList());
        assertThat(posts).allSatisfy(post -> assertThat(names(post)).containsExactly(tag));
        assertThat(jdbc.sql(
                                "select count(*) from domain_events where type = 'users.TagCreated' and payload ->> 'name' = ?")
                        .param(tag)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void ten_concurrent_choices_of_one_slug_give_it_once() throws Exception {
        var slug = shop.unique("slug");
        var ada = shop.newCustomer();
        var outcomes = atOnce(
                10,
                _ -> userErrors(create(ada, Map.of("title", "On slugs", "slug", slug, "content", "x")), "createPost"));
        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(List.of("TAKEN input.slug")::equals).hasSize(9);
    }

    private Response create(Client author, Map<String, ?> input) {
        return author.mutate("createPost", input, ALL);
    }

    private static Response update(Client editor, String post, Map<String, ?> changes) {
        var input = new HashMap<String, @Nullable Object>(changes);
        input.put("postId", post);
        return editor.mutate("updatePost", input, ALL);
    }

    private static Response act(Client editor, String mutation, String post) {
        return editor.mutate(mutation, Map.of("postId", post), ALL);
    }

    private static Map<String, Object> view(Client reader, String post) {
        return post(act(reader, "recordPostView", post), "recordPostView");
    }

    private String slugOf(Client author, String title) {
        return String.valueOf(post(create(author, Map.of("title", title, "content", "x")), "createPost")
                .get("slug"));
    }

    private List<String> tagsOf(String post) {
        return shop.anonymous()
                .run("query ($id: ID!) { post(by: {id: $id}) { tags { name } } }", Map.of("id", post))
                .path("post.tags[*].name")
                .entityList(String.class)
                .get();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> post(Response answer, String mutation) {
        return answer.path(mutation + ".post").entity(Map.class).get();
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(Map<String, Object> post) {
        var tags = (List<Map<String, String>>) Objects.requireNonNull(post.get("tags"));
        return tags.stream().map(tag -> String.valueOf(tag.get("name"))).toList();
    }

    private List<String> eventsOf(Client author) {
        return jdbc.sql("select type from domain_events where metadata ->> 'actor' = ? and type <> 'users.UserLoggedIn'"
                        + " order by position")
                .param("user:" + GlobalId.parse("User", author.myId()).orElseThrow())
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private List<String> allEvents(String post) {
        return jdbc.sql("select type from domain_events where aggregate_id = ? order by position")
                .param(uuid(post).toString())
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static UUID uuid(String post) {
        return GlobalId.parse("Post", post).orElseThrow();
    }

    private static Map<String, @Nullable Object> nulls(String... fields) {
        var nulls = new HashMap<String, @Nullable Object>();
        for (var field : fields) {
            nulls.put(field, null);
        }
        return nulls;
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "numbered " + i).toList();
    }
}
