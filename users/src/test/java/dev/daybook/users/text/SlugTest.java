package dev.daybook.users.text;

import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    @ParameterizedTest
    @ValueSource(strings = {"notebook", "n", "7", "ruled-notebook-a5", "1-2-3"})
    void a_slug_has_small_letters_digits_and_single_hyphens_between_them(String typed) {
        assertThat(new Slug(typed)).hasToString(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Notebook", "-notebook", "notebook-", "a--b", "-", "a b", "a_b", "crème", "a/b", "a\n", "١"})
    void a_slug_has_nothing_else(String typed) {
        assertBreaks(INVALID_FORMAT, "^[a-z0-9]+(-[a-z0-9]+)*$", () -> new Slug(typed));
    }

    @Test
    void a_slug_has_1_to_200_characters() {
        assertBreaks(BLANK, "1..200", () -> new Slug(""));
        assertBreaks(BLANK, "1..200", () -> new Slug(" "));
        assertThat(new Slug("n").value()).hasSize(1);
        assertThat(new Slug("n".repeat(200)).value()).hasSize(200);
        assertBreaks(TOO_LONG, "1..200", () -> new Slug("n".repeat(201)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
            Notebook,               notebook
            |  Notebook, ruled!  |, notebook-ruled
            Crème brûlée,           creme-brulee
            İstanbul,               istanbul
            Ticket #5,              ticket-5
            A_b c,                  a-b-c
            a -- b,                 a-b
            a _ b,                  a-b
            -a-,                    a
            100%,                   100
            don't,                  don-t
            Pen 🖊 blue,             pen-blue
            don’t,                  don-t
            Kırmızı çanta,          kirmizi-canta
            Azərbaycan,             azerbaycan
            Þórshöfn,               thorshofn
            ẞ,                      ss
            Straße,                 strasse
            ħ ŧ,                    h-t
            ½ inch pipe,            1-2-inch-pipe
            1/2 inch pipe,          1-2-inch-pipe
            5½ inch pipe,           5-1-2-inch-pipe
            Łódź œuvre Ærø,         lodz-oeuvre-aero
            Đà Nẵng,                da-nang
            ŋ ɛ ɔ ĸ ð ƒ,            n-e-o-q-d-f
            Hawaiʻi,                hawaii
            x² A₂ № 5 ﬁn,           x2-a2-no-5-fin
            Ａｂｃ １,                abc-1
            Café,             cafe
            a–b—c…d,                a-b-c-d
            A&B,                    a-b
            naïve　日本,             naive-ri-ben
            """)
    void a_slug_is_derived_from_a_name(String name, String slug) {
        assertThat(Slug.from(name, "post", 200)).hasToString(slug);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Ελλάδα,     ellada
            Москва,     moskva
            Київ,       kiiv
            東京タワー,   dong-jingtawa
            한국어,      hangug-eo
            العربية,    alrbyt
            שלום,       slwm
            हिन्दी,       hindi
            ไทย,        thiy
            ქართული,    kartuli
            Հայերեն,    hayeren
            አማርኛ,      amarena
            မြန်မာ,      myanmar
            """)
    void other_scripts_are_written_with_latin_letters(String name, String slug) {
        assertThat(Slug.from(name, "post", 200)).hasToString(slug);
    }

    @Test
    void slugs_are_derived_by_many_threads_at_once() throws Exception {
        var names = List.of("Kırmızı çanta", "Ελλάδα", "Москва", "한국어", "½ inch pipe", "ქართული");
        var expected = names.stream().map(name -> Slug.from(name, "post", 200)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Future<List<Slug>>>();
            for (int i = 0; i < 200; i++) {
                made.add(threads.submit(() ->
                        names.stream().map(name -> Slug.from(name, "post", 200)).toList()));
            }
            for (var slugs : made) {
                assertThat(slugs.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_typed_slug_has_no_space_around_it() {
        assertThat(Slug.typed(" notebook\u00A0")).hasToString("notebook");
        assertBreaks(TOO_LONG, "1..8", () -> Slug.typed("notebooks", 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"🎉", "🎉 🎉", "!?", "-", "_", " ", "។"})
    void a_name_without_a_letter_or_digit_gets_the_fallback(String name) {
        assertThat(Slug.from(name, "post", 200)).hasToString("post");
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(Slug.from("n".repeat(100), "post", 100)).hasToString("n".repeat(100));
        assertThat(Slug.from("n".repeat(101), "post", 100)).hasToString("n".repeat(100));
    }

    @Test
    void a_name_cut_between_two_words_keeps_no_hyphen() {
        assertThat(Slug.from("ruled notebook", "post", 6)).hasToString("ruled");
        assertThat(Slug.from("ruled notebook", "post", 7)).hasToString("ruled-n");
    }

    @Test
    void a_free_slug_is_taken_as_it_is() {
        assertThat(new Slug("notebook").orNextFree(200, taken("pen"))).hasToString("notebook");
    }

    @Test
    void a_taken_slug_gets_the_first_free_number() {
        assertThat(new Slug("notebook").orNextFree(200, taken("notebook"))).hasToString("notebook-2");
        assertThat(new Slug("notebook").orNextFree(200, taken("notebook", "notebook-2")))
                .hasToString("notebook-3");
        assertThat(new Slug("notebook").orNextFree(200, taken("notebook", "notebook-3")))
                .hasToString("notebook-2");
    }

    @Test
    void a_long_taken_slug_gives_way_to_its_number() {
        var longest = "n".repeat(200);
        assertThat(new Slug(longest).orNextFree(200, taken(longest))).hasToString("n".repeat(198) + "-2");
    }

    @Test
    void a_numbered_slug_is_no_longer_than_allowed() {
        assertThat(new Slug("notebook").orNextFree(8, taken("notebook"))).hasToString("notebo-2");
        assertThat(new Slug("notebook").orNextFree(10, taken("notebook"))).hasToString("notebook-2");
    }

    @Test
    void a_slug_cut_at_a_hyphen_has_one_hyphen_before_its_number() {
        var longest = "n".repeat(197) + "-nn";
        assertThat(new Slug(longest).orNextFree(200, taken(longest))).hasToString("n".repeat(197) + "-2");
    }

    @Test
    void the_free_number_after_many_is_found_with_few_queries() {
        var asked = new ArrayList<Integer>();
        var free = new Slug("notebook").orNextFree(200, candidates -> {
            asked.add(candidates.size());
            return candidates.stream()
                    .filter(slug -> !slug.equals("notebook-57"))
                    .toList();
        });
        assertThat(free).hasToString("notebook-57");
        assertThat(asked).containsExactly(1, 9, 90);
    }

    @Test
    void where_a_thousand_have_the_same_a_number_is_drawn() {
        var free = new Slug("notebook").orNextFree(12, candidates -> candidates);
        assertThat(free.value()).matches("n[a-z]*-\\d{4,10}").hasSizeLessThanOrEqualTo(12);
    }

    private static Function<Collection<String>, Collection<String>> taken(String... slugs) {
        return candidates -> candidates.stream().filter(Set.of(slugs)::contains).toList();
    }
}
