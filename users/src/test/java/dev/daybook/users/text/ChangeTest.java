package dev.daybook.users.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void a_field_is_kept_set_or_cleared() {
        assertThat(Change.<@Nullable String>keep().appliedTo("Ruled.")).isEqualTo("Ruled.");
        assertThat(Change.<@Nullable String>keep().appliedTo(null)).isNull();
        assertThat(Change.<@Nullable String>set("Blank.").appliedTo("Ruled.")).isEqualTo("Blank.");
        assertThat(Change.<@Nullable String>set("Blank.").appliedTo(null)).isEqualTo("Blank.");
        assertThat(Change.<String>clear().appliedTo("Ruled.")).isNull();
        assertThat(Change.<String>clear().appliedTo(null)).isNull();
    }

    @Test
    void no_value_clears_a_field_and_any_other_sets_it() {
        assertThat(Change.setOrClear("Blank.")).isEqualTo(Change.set("Blank."));
        assertThat(Change.setOrClear("")).isEqualTo(Change.set(""));
        assertThat(Change.<String>setOrClear(null)).isEqualTo(Change.clear());
    }

    @Test
    void changes_are_equal_by_value_and_say_what_they_do() {
        assertThat(Change.set("Blank.")).isEqualTo(Change.set("Blank.")).isNotEqualTo(Change.set("Ruled."));
        assertThat(Change.keep()).isEqualTo(Change.keep()).isNotEqualTo(Change.clear());
        assertThat(Change.set("Blank.")).hasToString("Set[value=Blank.]");
        assertThat(Change.keep()).hasToString("Keep[]");
        assertThat(Change.clear()).hasToString("Clear[]");
    }
}
