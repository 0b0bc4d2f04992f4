package dev.daybook.users.post;

import static dev.daybook.users.post.AdasPost.JAVA;
import static dev.daybook.users.post.AdasPost.JAVA_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.users.post.TagCommand.CreateTag;
import dev.daybook.users.text.Slug;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaggingTest {
    private final Tags tags = mock();
    private final CommandGateway commands = mock();
    private final Tagging tagging = new Tagging(tags, commands);
    private final List<CreateTag> created = new ArrayList<>();

    @BeforeEach
    void commands_are_recorded() {
        when(commands.sendAndWait(any())).thenAnswer(sent -> created.add(sent.getArgument(0)));
    }

    @Test
    void a_known_tag_is_found_whatever_the_case_of_its_name() {
        when(tags.findByNameKeyIn(List.of("java"))).thenReturn(List.of(AdasPost.row(JAVA, JAVA_NAME, "java")));
        assertThat(tagging.tagsNamed(names("JAVA"))).containsExactly(JAVA);
        assertThat(created).isEmpty();
    }

    @Test
    void an_unknown_tag_is_created_with_its_first_spelling() {
        assertThat(tagging.tagsNamed(names("Poetical Science")))
                .containsExactly(created.getFirst().tag());
        assertThat(created).extracting(CreateTag::name).containsExactly(new TagName("Poetical Science"));
        assertThat(created).extracting(CreateTag::slug).containsExactly(new Slug("poetical-science"));
    }

    @Test
    void two_new_tags_never_share_a_slug() {
        tagging.tagsNamed(names("C++", "C#", "漢字", "🎉", "🎈"));
        assertThat(created)
                .extracting(tag -> tag.name() + " " + tag.slug())
                .containsExactlyInAnyOrder("C++ c", "C# c-2", "漢字 han-zi", "🎉 tag", "🎈 tag-2");
    }

    @Test
    void a_new_tag_takes_no_slug_of_another() {
        when(tags.findTakenSlugs(anyCollection())).thenReturn(List.of("c"));
        tagging.tagsNamed(names("C++", "C#"));
        assertThat(created)
                .extracting(tag -> tag.name() + " " + tag.slug())
                .containsExactlyInAnyOrder("C++ c-2", "C# c-3");
    }

    @Test
    void tags_are_answered_in_their_order_and_created_in_that_of_their_keys() {
        when(tags.findByNameKeyIn(List.of("zebra", "java", "apple")))
                .thenReturn(List.of(AdasPost.row(JAVA, JAVA_NAME, "java")));
        var ids = tagging.tagsNamed(names("Zebra", "Java", "Apple"));
        assertThat(created).extracting(tag -> tag.name().value()).containsExactly("Apple", "Zebra");
        assertThat(ids)
                .containsExactly(created.get(1).tag(), JAVA, created.get(0).tag());
    }

    private static List<TagName> names(String... names) {
        return Stream.of(names).map(TagName::new).toList();
    }
}
