package dev.daybook.users.post;

import static dev.daybook.users.post.PostStatus.ARCHIVED;
import static dev.daybook.users.post.PostStatus.DRAFT;
import static dev.daybook.users.post.PostStatus.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostStatusTest {
    @Test
    void a_post_is_published_or_archived_and_never_a_draft_again() {
        assertThat(DRAFT.next()).containsExactly(PUBLISHED, ARCHIVED);
        assertThat(PUBLISHED.next()).containsExactly(ARCHIVED);
        assertThat(ARCHIVED.next()).containsExactly(PUBLISHED);
    }
}
