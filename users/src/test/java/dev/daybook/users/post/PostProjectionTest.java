package dev.daybook.users.post;

import static dev.daybook.users.post.AdasPost.CONTENT;
import static dev.daybook.users.post.AdasPost.CPP;
import static dev.daybook.users.post.AdasPost.ID;
import static dev.daybook.users.post.AdasPost.JAVA;
import static dev.daybook.users.post.AdasPost.SLUG;
import static dev.daybook.users.post.AdasPost.TITLE;
import static dev.daybook.users.post.AdasPost.WRITTEN_AT;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.users.post.PostEvent.PostDeleted;
import dev.daybook.users.post.PostEvent.PostEdited;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class PostProjectionTest {
    private static final TagId LOOMS = new TagId(UUID.fromString("00000000-0000-0000-0000-0000000007a3"));
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final JdbcAggregateOperations rows = mock();
    private final PostProjection projection = new PostProjection(rows);
    private final PostView draft = PostView.created(AdasPost.created(), WRITTEN_AT);

    @Test
    void the_text_of_a_post_has_a_row_of_its_own() {
        projection.on(AdasPost.created(), WRITTEN_AT);
        verify(rows).insert(draft);
        verify(rows).insert(new PostContentView(ID.value(), "It weaves algebraical patterns."));
        verify(rows).insertAll(PostTagView.of(ID, List.of(JAVA, CPP)));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void other_tags_replace_the_former_ones() {
        when(rows.findById(ID.value(), PostView.class)).thenReturn(draft);
        var edited = new PostEdited(ID, TITLE, SLUG, CONTENT, List.of(LOOMS, JAVA), List.of(JAVA, CPP));
        projection.on(edited, TUESDAY);
        verify(rows).findById(ID.value(), PostView.class);
        verify(rows).upsert(draft.edited(edited, TUESDAY));
        verify(rows).upsert(PostContentView.of(ID, edited.content()));
        verify(rows).deleteById(PostTagView.id(ID, CPP), PostTagView.class);
        PostTagView.of(ID, List.of(LOOMS, JAVA)).forEach(row -> verify(rows).upsert(row));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void tags_that_stay_are_left_alone() {
        when(rows.findById(ID.value(), PostView.class)).thenReturn(draft);
        var edited =
                new PostEdited(ID, new PostTitle("On looms"), SLUG, CONTENT, List.of(JAVA, CPP), List.of(JAVA, CPP));
        projection.on(edited, TUESDAY);
        verify(rows).findById(ID.value(), PostView.class);
        verify(rows).upsert(draft.edited(edited, TUESDAY));
        verify(rows).upsert(PostContentView.of(ID, edited.content()));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void nothing_is_left_of_a_deleted_post() {
        projection.on(new PostDeleted(ID, List.of(JAVA, CPP)), TUESDAY);
        verify(rows).deleteById(PostTagView.id(ID, JAVA), PostTagView.class);
        verify(rows).deleteById(PostTagView.id(ID, CPP), PostTagView.class);
        verify(rows).deleteById(ID.value(), PostContentView.class);
        verify(rows).deleteById(ID.value(), PostView.class);
        verifyNoMoreInteractions(rows);
    }
}
