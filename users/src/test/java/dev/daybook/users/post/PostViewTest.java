package dev.daybook.users.post;

import static dev.daybook.users.post.AdasPost.ADA;
import static dev.daybook.users.post.AdasPost.CPP;
import static dev.daybook.users.post.AdasPost.ID;
import static dev.daybook.users.post.AdasPost.JAVA;
import static dev.daybook.users.post.AdasPost.WRITTEN_AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.post.PostEvent.PostEdited;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostViewTest {
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-12-18T08:30:00Z");

    private final PostView draft = PostView.created(AdasPost.created(), WRITTEN_AT);

    @Test
    void a_new_post_is_a_draft() {
        assertThat(draft)
                .isEqualTo(new PostView(
                        ID.value(),
                        1,
                        ADA.value(),
                        "On engines",
                        "on-engines",
                        PostStatus.DRAFT,
                        null,
                        WRITTEN_AT,
                        WRITTEN_AT))
                .returns(ID, PostView::postId)
                .returns(ADA, PostView::author)
                .returns(false, PostView::isPublished);
    }

    @Test
    void an_edited_post_keeps_its_author_its_status_and_when_it_was_written() {
        var edited = new PostEdited(
                ID,
                new PostTitle("On looms"),
                new Slug("on-looms"),
                new PostContent("It weaves flowers."),
                List.of(),
                List.of(JAVA, CPP));
        assertThat(draft.published(TUESDAY).edited(edited, FRIDAY))
                .isEqualTo(new PostView(
                        ID.value(),
                        3,
                        ADA.value(),
                        "On looms",
                        "on-looms",
                        PostStatus.PUBLISHED,
                        TUESDAY,
                        WRITTEN_AT,
                        FRIDAY));
    }

    @Test
    void a_post_is_published_when_it_was_published_first() {
        var again = draft.published(TUESDAY).archived(FRIDAY).published(FRIDAY);
        assertThat(again)
                .returns(4L, PostView::version)
                .returns(PostStatus.PUBLISHED, PostView::status)
                .returns(TUESDAY, PostView::publishedAt)
                .returns(FRIDAY, PostView::updatedAt)
                .returns(true, PostView::isPublished);
    }

    @Test
    void an_archived_draft_was_never_published() {
        assertThat(draft.archived(TUESDAY))
                .returns(PostStatus.ARCHIVED, PostView::status)
                .returns(null, PostView::publishedAt)
                .returns(TUESDAY, PostView::updatedAt);
    }

    @Test
    void the_tags_of_a_post_are_in_their_order_and_have_the_same_ids_each_time() {
        var rows = PostTagView.of(ID, List.of(CPP, JAVA));
        assertThat(rows).extracting(PostTagView::tagId).containsExactly(CPP.value(), JAVA.value());
        assertThat(rows).extracting(PostTagView::position).containsExactly(1, 2);
        assertThat(rows).extracting(PostTagView::postId).containsOnly(ID.value());
        assertThat(rows)
                .extracting(PostTagView::id)
                .containsExactly(PostTagView.id(ID, CPP), PostTagView.id(ID, JAVA))
                .doesNotHaveDuplicates();
    }
}
