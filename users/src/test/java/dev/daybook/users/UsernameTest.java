package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_SHORT;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada_Lovelace_1815", "___", "007"})
    void a_username_has_letters_digits_and_underscores(String typed) {
        assertThat(new Username(typed)).hasToString(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b<c>!", "ada-lovelace", "ada.l", "ada@home", "adä", "ada\n", " ada", "アダさん", "٣٣٣"})
    void a_username_has_nothing_else(String typed) {
        assertBreaks(INVALID_FORMAT, "^[a-zA-Z0-9_]+$", () -> new Username(typed));
    }

    @Test
    void a_username_has_3_to_50_characters() {
        assertBreaks(TOO_SHORT, "3..50", () -> new Username("ad"));
        assertThat(new Username("ada").value()).hasSize(3);
        assertThat(new Username("a".repeat(50)).value()).hasSize(50);
        assertBreaks(TOO_LONG, "3..50", () -> new Username("a".repeat(51)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\t\n\r"})
    void a_username_is_not_blank(String typed) {
        assertBreaks(BLANK, "3..50", () -> new Username(typed));
    }

    @Test
    void the_names_of_erased_users_cannot_be_taken() {
        var name = Username.ofErased(Ada.ID);
        assertBreaks(INVALID_FORMAT, "not ^erased_[0-9a-f]{32}$", () -> new Username(name));
        assertBreaks(INVALID_FORMAT, "not ^erased_[0-9a-f]{32}$", () -> new Username(name.toUpperCase(Locale.ROOT)));
        assertThat(new Username("erased_by_hand").value()).isEqualTo("erased_by_hand");
    }
}
