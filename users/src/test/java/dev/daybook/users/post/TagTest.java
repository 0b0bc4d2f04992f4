package dev.daybook.users.post;

import static dev.daybook.users.post.AdasPost.CPP;
import static dev.daybook.users.post.AdasPost.CPP_NAME;
import static dev.daybook.users.post.AdasPost.WRITTEN_AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.post.TagCommand.CreateTag;
import dev.daybook.users.post.TagEvent.TagCreated;
import dev.daybook.users.text.Slug;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class TagTest {
    private static final TagCreated CREATED = new TagCreated(CPP, CPP_NAME, new Slug("c"));

    @Test
    void a_tag_is_created() {
        new AggregateTestFixture<>(Tag.class)
                .givenNoPriorActivity()
                .when(new CreateTag(CPP, CPP_NAME, new Slug("c")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(CREATED);
    }

    @Test
    void a_row_has_the_spelling_of_a_tag_and_its_key() {
        assertThat(TagView.created(CREATED, WRITTEN_AT))
                .isEqualTo(new TagView(CPP.value(), "C++", "c++", "c", WRITTEN_AT))
                .returns(CPP, TagView::tagId);
    }
}
