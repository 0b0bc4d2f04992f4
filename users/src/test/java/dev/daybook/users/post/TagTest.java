package dev.daybook.users.post;

import static dev.daybook.users.post.Engines.CPP;
import static dev.daybook.users.post.Engines.CPP_NAME;
import static dev.daybook.users.post.Engines.WRITTEN_AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.post.TagCommand.CreateTag;
import dev.daybook.users.post.TagEvent.TagCreated;
import dev.daybook.users.text.Slug;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class TagTest {
    private static final TagCreated CREATED = new TagCreated(CPP, CPP_NAME, new Slug("c"));

    @Test
    void a_tag_is_made() {
        new AggregateTestFixture<>(Tag.class)
                .givenNoPriorActivity()
                .when(new CreateTag(CPP, CPP_NAME, new Slug("c")))
                .expectSuccessfulHandlerExecution()
                .expectEvents(CREATED);
    }

    @Test
    void a_tag_is_shown_as_it_was_spelled_and_found_by_its_key() {
        assertThat(TagView.created(CREATED, WRITTEN_AT))
                .isEqualTo(new TagView(CPP.value(), "C++", "c++", "c", WRITTEN_AT))
                .returns(CPP, TagView::tagId);
    }
}
