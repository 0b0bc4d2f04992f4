package dev.daybook.users.post;

import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostValuesTest {
    @Test
    void a_title_has_1_to_200_characters() {
        assertThat(new PostTitle("On engines")).hasToString("On engines");
        assertThat(new PostTitle("n").value()).hasSize(1);
        assertThat(new PostTitle("🖊".repeat(200)).value()).hasSize(400);
        assertBreaks(TOO_LONG, "1..200", () -> new PostTitle("n".repeat(201)));
        assertBreaks(TOO_LONG, "1..200", () -> new PostTitle("🖊".repeat(201)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n\r"})
    void neither_title_nor_content_nor_tag_is_blank(String typed) {
        assertBreaks(BLANK, "1..200", () -> new PostTitle(typed));
        assertBreaks(BLANK, "1..50000", () -> new PostContent(typed));
        assertBreaks(BLANK, "1..50", () -> new TagName(typed));
    }

    @Test
    void a_content_has_1_to_50000_characters() {
        assertThat(new PostContent("It weaves.")).hasToString("It weaves.");
        assertThat(new PostContent("n".repeat(50_000)).value()).hasSize(50_000);
        assertBreaks(TOO_LONG, "1..50000", () -> new PostContent("n".repeat(50_001)));
    }

    @Test
    void a_tag_has_1_to_50_characters_without_space_around_them() {
        assertThat(new TagName("  poetical science \n")).hasToString("poetical science");
        assertThat(new TagName(" " + "n".repeat(50) + " ").value()).hasSize(50);
        assertBreaks(TOO_LONG, "1..50", () -> new TagName("n".repeat(51)));
    }

    @Test
    void none_has_a_character_that_cannot_be_stored() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new PostTitle("a\0"));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new PostContent("a\0"));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new TagName("a\0b"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new PostTitle("\ud800"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new PostContent("a\ud83d b\udd8a"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> new TagName("\udd8a\ud83d"));
    }

    @ParameterizedTest
    @CsvSource({"Java, java", "JAVA, java", "' jAVA ', java", "C++, c++", "ÄÖÜ, äöü", "漢字, 漢字"})
    void a_tag_is_identified_by_its_name_whatever_the_case(String typed, String key) {
        assertThat(new TagName(typed).key()).isEqualTo(key).isEqualTo(TagName.key(typed));
    }

    @ParameterizedTest
    @CsvSource({"Poetical Science, poetical-science", "C++, c", "🎉🎉, tag"})
    void the_slug_of_a_tag_is_derived_from_its_name(String name, String slug) {
        assertThat(new TagName(name).slug()).hasToString(slug);
    }

    @Test
    void the_slug_of_a_tag_has_at_most_50_characters() {
        assertThat(new TagName("ß".repeat(50)).slug().value()).isEqualTo("s".repeat(50));
    }
}
