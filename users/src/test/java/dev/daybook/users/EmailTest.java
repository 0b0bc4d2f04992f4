package dev.daybook.users;

import static dev.daybook.users.InvalidValue.Rule.BLANK;
import static dev.daybook.users.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@analytical.org",
                "Ada.Lovelace+notes@post.example.co.uk",
                "o'ada@x.io",
                "ada@münchen.de",
                "ada@1-2.example",
                "艾达@例子.中国"
            })
    void an_address_is_kept_as_it_was_typed(String typed) {
        assertThat(new Email(typed)).hasToString(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada@",
                "@analytical.org",
                "ada@localhost",
                "ada@@analytical.org",
                "ada@analytical..org",
                "ada@.org",
                "ada@analytical.",
                "ada@-analytical.org",
                "ada@analytical-.org",
                "ada lovelace@analytical.org",
                "ada@analytical.org ",
                "ada@analytical.org\n",
                "Ada <ada@analytical.org>",
                "ada@analytical.org,grace@navy.mil",
                "\"ada\"@analytical.org"
            })
    void an_address_is_one_name_at_one_domain(String typed) {
        assertBreaks(INVALID_FORMAT, "name@domain", () -> new Email(typed));
    }

    @Test
    void an_address_has_at_most_255_characters() {
        assertThat(new Email("a".repeat(249) + "@x.org").value()).hasSize(255);
        assertBreaks(TOO_LONG, "1..255", () -> new Email("a".repeat(250) + "@x.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_address_is_not_blank(String typed) {
        assertBreaks(BLANK, "1..255", () -> new Email(typed));
    }

    @Test
    void an_address_has_no_nul_character() {
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> new Email("ada\0@analytical.org"));
    }
}
