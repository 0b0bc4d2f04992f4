package dev.daybook.users.post;

import static dev.daybook.users.Refusals.refusal;
import static dev.daybook.users.post.AdasPost.ADA;
import static dev.daybook.users.post.AdasPost.CONTENT;
import static dev.daybook.users.post.AdasPost.CPP;
import static dev.daybook.users.post.AdasPost.CPP_NAME;
import static dev.daybook.users.post.AdasPost.ID;
import static dev.daybook.users.post.AdasPost.JAVA;
import static dev.daybook.users.post.AdasPost.JAVA_NAME;
import static dev.daybook.users.post.AdasPost.SLUG;
import static dev.daybook.users.post.AdasPost.TITLE;
import static dev.daybook.users.post.PostStatus.ARCHIVED;
import static dev.daybook.users.post.PostStatus.DRAFT;
import static dev.daybook.users.post.PostStatus.PUBLISHED;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.users.ActiveUsers;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefusal.NotActive;
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
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostTest {
    private static final PostTitle OTHER_TITLE = new PostTitle("On looms");
    private static final Slug OTHER_SLUG = new Slug("on-looms");
    private static final UserId STRANGER = UserId.random();
    private static final PostContent OTHER_CONTENT = new PostContent("It weaves flowers and leaves.");

    private final Posts posts = mock();
    private final Tags tags = mock();
    private final CommandGateway commands = mock();
    private final PostViewCounter counter = mock();
    private final FixtureConfiguration<Post> post = new AggregateTestFixture<>(Post.class)
            .registerInjectableResources((ActiveUsers) ADA::equals, posts, new Tagging(tags, commands), counter);

    @BeforeEach
    void java_and_cpp_are_known_tags() {
        when(tags.findByNameKeyIn(anyCollection()))
                .thenAnswer(asked -> Stream.of(AdasPost.row(JAVA, JAVA_NAME, "java"), AdasPost.row(CPP, CPP_NAME, "c"))
                        .filter(tag -> asked.<List<String>>getArgument(0).contains(tag.nameKey()))
                        .toList());
    }

    @Test
    void ada_writes_a_draft() {
        post.givenNoPriorActivity()
                .when(create(ADA, TITLE, SLUG, false))
                .expectSuccessfulHandlerExecution()
                .expectEvents(AdasPost.created());
    }

    @Test
    void ada_writes_and_publishes() {
        post.givenNoPriorActivity()
                .when(create(ADA, TITLE, SLUG, true))
                .expectEvents(AdasPost.created(), new PostPublished(ID));
    }

    @Test
    void a_post_needs_no_tags() {
        post.givenNoPriorActivity()
                .when(new CreatePost(ID, ADA, TITLE, SLUG, CONTENT, List.of(), false))
                .expectEvents(AdasPost.created(SLUG, List.of()));
        verifyNoInteractions(tags);
    }

    @Test
    void a_user_who_is_not_active_cannot_write() {
        post.givenNoPriorActivity()
                .when(create(STRANGER, TITLE, SLUG, true))
                .expectException(refusal(new NotActive(STRANGER)))
                .expectNoEvents();
    }

    @Test
    void a_post_without_a_slug_gets_one_from_its_title() {
        var title = new PostTitle("Crème de la Crème");
        post.givenNoPriorActivity()
                .when(create(ADA, title, null, false))
                .expectEvents(
                        new PostCreated(ID, ADA, title, new Slug("creme-de-la-creme"), CONTENT, List.of(JAVA, CPP)));
    }

    @Test
    void a_title_without_letters_makes_a_slug_too() {
        var title = new PostTitle("🎉");
        post.givenNoPriorActivity()
                .when(create(ADA, title, null, false))
                .expectEvents(new PostCreated(ID, ADA, title, new Slug("post"), CONTENT, List.of(JAVA, CPP)));
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_number() {
        when(posts.findTakenSlugs(anyCollection())).thenReturn(List.of("on-engines", "on-engines-2"));
        post.givenNoPriorActivity()
                .when(create(ADA, TITLE, null, false))
                .expectEvents(AdasPost.created(new Slug("on-engines-3"), List.of(JAVA, CPP)));
    }

    @Test
    void a_slug_that_was_chosen_is_not_changed() {
        when(posts.findTakenSlugs(anyCollection())).thenReturn(List.of("on-engines"));
        post.givenNoPriorActivity().when(create(ADA, TITLE, SLUG, false)).expectEvents(AdasPost.created());
    }

    @Test
    void ada_changes_all_of_a_post() {
        post.given(AdasPost.created())
                .when(new UpdatePost(ID, OTHER_TITLE, OTHER_SLUG, OTHER_CONTENT, List.of(CPP_NAME), 1L))
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        new PostEdited(ID, OTHER_TITLE, OTHER_SLUG, OTHER_CONTENT, List.of(CPP), List.of(JAVA, CPP)));
    }

    @Test
    void fields_that_are_not_given_stay_and_so_does_the_slug_under_another_title() {
        post.given(AdasPost.created())
                .when(new UpdatePost(ID, OTHER_TITLE, null, null, null, null))
                .expectEvents(new PostEdited(ID, OTHER_TITLE, SLUG, CONTENT, List.of(JAVA, CPP), List.of(JAVA, CPP)));
    }

    @Test
    void an_edit_goes_on_from_the_one_before() {
        post.given(
                        AdasPost.created(),
                        new PostEdited(ID, OTHER_TITLE, OTHER_SLUG, OTHER_CONTENT, List.of(CPP), List.of(JAVA, CPP)))
                .when(new UpdatePost(ID, null, null, null, List.of(), null))
                .expectEvents(new PostEdited(ID, OTHER_TITLE, OTHER_SLUG, OTHER_CONTENT, List.of(), List.of(CPP)));
    }

    @Test
    void tags_in_another_order_are_a_change() {
        post.given(AdasPost.created())
                .when(new UpdatePost(ID, null, null, null, List.of(CPP_NAME, JAVA_NAME), null))
                .expectEvents(new PostEdited(ID, TITLE, SLUG, CONTENT, List.of(CPP, JAVA), List.of(JAVA, CPP)));
    }

    @Test
    void an_edit_that_changes_nothing_is_no_event() {
        post.given(AdasPost.created())
                .when(new UpdatePost(ID, TITLE, SLUG, CONTENT, List.of(new TagName("JAVA"), new TagName("c++")), 1L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        post.given(AdasPost.created())
                .when(new UpdatePost(ID, null, null, null, null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(PostStatus.class)
    void a_post_can_be_changed_whatever_its_status(PostStatus status) {
        post.given(historyOf(status))
                .when(new UpdatePost(ID, null, null, OTHER_CONTENT, null, null))
                .expectEvents(new PostEdited(ID, TITLE, SLUG, OTHER_CONTENT, List.of(JAVA, CPP), List.of(JAVA, CPP)));
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "ARCHIVED"})
    void a_draft_or_an_archived_post_is_published(PostStatus status) {
        post.given(historyOf(status)).when(new PublishPost(ID, null)).expectEvents(new PostPublished(ID));
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "PUBLISHED"})
    void a_draft_or_a_published_post_is_archived(PostStatus status) {
        post.given(historyOf(status)).when(new ArchivePost(ID, null)).expectEvents(new PostArchived(ID));
    }

    @Test
    void a_published_post_is_not_published_again() {
        post.given(historyOf(PUBLISHED))
                .when(new PublishPost(ID, null))
                .expectException(refusal(new IllegalTransition(PUBLISHED, PUBLISHED)))
                .expectNoEvents();
    }

    @Test
    void an_archived_post_is_not_archived_again() {
        post.given(historyOf(ARCHIVED))
                .when(new ArchivePost(ID, null))
                .expectException(refusal(new IllegalTransition(ARCHIVED, ARCHIVED)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(PostStatus.class)
    void a_deleted_post_is_gone_with_its_views(PostStatus status) {
        post.given(historyOf(status))
                .when(new DeletePost(ID, null))
                .expectEvents(new PostDeleted(ID, List.of(JAVA, CPP)))
                .expectMarkedDeleted();
        verify(counter).forget(ID);
    }

    @ParameterizedTest
    @MethodSource("commandsWithVersion")
    void every_command_to_a_deleted_post_is_refused(PostCommand command) {
        post.given(AdasPost.created(), new PostDeleted(ID, List.of(JAVA, CPP)))
                .when(command)
                .expectException(AggregateDeletedException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("commandsWithVersion")
    void every_command_to_an_unknown_post_is_refused(PostCommand command) {
        post.givenNoPriorActivity()
                .when(command)
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("commandsWithVersion")
    void a_command_for_another_version_is_refused(PostCommand command) {
        post.given(AdasPost.created(), new PostPublished(ID), new PostArchived(ID))
                .when(command)
                .expectException(refusal(new VersionConflict(2, 3)))
                .expectNoEvents();
        verifyNoInteractions(commands, counter);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 3)
    void a_command_for_the_current_version_or_any_is_carried_out(@Nullable Long version) {
        post.given(AdasPost.created(), new PostPublished(ID), new PostArchived(ID))
                .when(new PublishPost(ID, version))
                .expectEvents(new PostPublished(ID));
    }

    static Stream<PostCommand> commandsWithVersion() {
        return Stream.of(
                new UpdatePost(ID, OTHER_TITLE, null, null, List.of(new TagName("looms")), 2L),
                new PublishPost(ID, 2L),
                new ArchivePost(ID, 2L),
                new DeletePost(ID, 2L));
    }

    private static List<PostEvent> historyOf(PostStatus status) {
        return switch (status) {
            case DRAFT -> List.of(AdasPost.created());
            case PUBLISHED -> List.of(AdasPost.created(), new PostPublished(ID));
            case ARCHIVED -> List.of(AdasPost.created(), new PostArchived(ID));
        };
    }

    private static CreatePost create(UserId author, PostTitle title, @Nullable Slug slug, boolean publish) {
        return new CreatePost(ID, author, title, slug, CONTENT, List.of(JAVA_NAME, CPP_NAME), publish);
    }
}
