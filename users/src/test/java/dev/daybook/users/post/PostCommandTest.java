package dev.daybook.users.post;

import static dev.daybook.users.post.AdasPost.ADA;
import static dev.daybook.users.post.AdasPost.CONTENT;
import static dev.daybook.users.post.AdasPost.ID;
import static dev.daybook.users.post.AdasPost.TITLE;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_MANY_ITEMS;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.post.PostCommand.CreatePost;
import dev.daybook.users.post.PostCommand.UpdatePost;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostCommandTest {
    @Test
    void a_tag_that_is_named_twice_counts_once_in_its_first_spelling() {
        assertThat(create(names("Java", "C++", "JAVA", "c++")).tags()).isEqualTo(names("Java", "C++"));
        assertThat(update(names("java", "Java")).tags()).isEqualTo(names("java"));
    }

    @Test
    void a_post_has_at_most_20_different_tags() {
        var twentyTwice =
                Stream.concat(numbered(20).stream(), numbered(20).stream()).toList();
        assertThat(create(twentyTwice).tags()).hasSize(20);
        assertBreaks(TOO_MANY_ITEMS, "0..20", () -> create(numbered(21)));
        assertBreaks(TOO_MANY_ITEMS, "0..20", () -> update(numbered(21)));
    }

    @Test
    void no_tags_are_not_the_same_as_tags_that_are_not_given() {
        assertThat(update(List.of()).tags()).isEmpty();
        assertThat(new UpdatePost(ID, null, null, null, null, null).tags()).isNull();
    }

    private static CreatePost create(List<TagName> tags) {
        return new CreatePost(ID, ADA, TITLE, null, CONTENT, tags, false);
    }

    private static UpdatePost update(List<TagName> tags) {
        return new UpdatePost(ID, null, null, null, tags, null);
    }

    private static List<TagName> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> new TagName("tag " + i)).toList();
    }

    private static List<TagName> names(String... names) {
        return Stream.of(names).map(TagName::new).toList();
    }
}
