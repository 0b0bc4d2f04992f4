package dev.daybook.users.post;

import static dev.daybook.users.post.AdasPost.CONTENT;
import static dev.daybook.users.post.AdasPost.CPP;
import static dev.daybook.users.post.AdasPost.ID;
import static dev.daybook.users.post.AdasPost.JAVA;
import static dev.daybook.users.post.AdasPost.SLUG;
import static dev.daybook.users.post.AdasPost.TITLE;
import static dev.daybook.users.post.AdasPost.WRITTEN_AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.InMemoryRows;
import dev.daybook.users.post.PostEvent.PostDeleted;
import dev.daybook.users.post.PostEvent.PostEdited;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostProjectionTest {
    private static final TagId LOOMS = new TagId(UUID.fromString("00000000-0000-0000-0000-0000000007a3"));
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final InMemoryRows rows = new InMemoryRows();
    private final PostProjection projection = new PostProjection(rows.operations());
    private final PostView draft = PostView.created(AdasPost.created(), WRITTEN_AT);
    private final List<Object> written =
            rows(draft, new PostContentView(ID.value(), "It weaves algebraical patterns."), List.of(JAVA, CPP));

    @Test
    void the_text_of_a_post_has_a_row_of_its_own() {
        projection.on(AdasPost.created(), WRITTEN_AT);
        assertThat(rows.all()).containsExactlyInAnyOrderElementsOf(written);
        assertThat(rows.writes())
                .containsExactlyInAnyOrder(
                        "insert PostView", "insert PostContentView", "insert PostTagView", "insert PostTagView");
    }

    @Test
    void other_tags_replace_the_former_ones() {
        rows.add(written.toArray());
        var edited = new PostEdited(ID, TITLE, SLUG, CONTENT, List.of(LOOMS, JAVA), List.of(JAVA, CPP));
        projection.on(edited, TUESDAY);
        assertThat(rows.all())
                .containsExactlyInAnyOrderElementsOf(rows(
                        draft.edited(edited, TUESDAY), PostContentView.of(ID, edited.content()), List.of(LOOMS, JAVA)));
    }

    @Test
    void tags_that_stay_are_left_alone() {
        rows.add(written.toArray());
        var edited =
                new PostEdited(ID, new PostTitle("On looms"), SLUG, CONTENT, List.of(JAVA, CPP), List.of(JAVA, CPP));
        projection.on(edited, TUESDAY);
        assertThat(rows.all())
                .containsExactlyInAnyOrderElementsOf(rows(
                        draft.edited(edited, TUESDAY), PostContentView.of(ID, edited.content()), List.of(JAVA, CPP)));
        assertThat(rows.writes()).containsExactlyInAnyOrder("upsert PostView", "upsert PostContentView");
    }

    @Test
    void nothing_is_left_of_a_deleted_post() {
        rows.add(written.toArray());
        projection.on(new PostDeleted(ID, List.of(JAVA, CPP)), TUESDAY);
        assertThat(rows.all()).isEmpty();
    }

    private static List<Object> rows(PostView post, PostContentView content, List<TagId> tags) {
        var rows = new ArrayList<Object>(List.of(post, content));
        rows.addAll(PostTagView.of(ID, tags));
        return rows;
    }
}
