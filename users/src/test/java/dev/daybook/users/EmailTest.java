package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.BLANK;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static dev.daybook.users.text.Rules.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "Ada@Analytical.org, Ada@Analytical.org",
        "' ada@analytical.org\u200B', ada@analytical.org",
        "ade\u0301@x.io, ad\u00E9@x.io",
        "ada@exa\u0308mple.com, ada@ex\u00E4mple.com",
        "ada@EX\u00C4MPLE.com, ada@ex\u00E4mple.com",
        "ada@xn--exmple-cua.com, ada@ex\u00E4mple.com",
        "ada@XN--EXMPLE-CUA.COM, ada@ex\u00E4mple.com",
        "ada@\uFF45xample.com, ada@example.com",
        "ada@\u4F8B\u5B50\u3002\u4E2D\u56FD, ada@\u4F8B\u5B50.\u4E2D\u56FD",
        "ada@xn--11b4c3d.com, ada@\u0915\u0949\u092E.com",
        "ada@stra\u00DFe.de, ada@stra\u00DFe.de"
    })
    void a_typed_address_has_one_form(String typed, String stored) {
        assertThat(Email.typed(typed)).hasToString(stored);
        assertThat(Email.lookedUp(typed)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@xn--zzzzzzzz99999999.com",
                "a\u200Bda@analytical.org",
                "ada@\u0627b.com",
                "ada@m\u00FCnchen_.de"
            })
    void a_typed_address_is_at_a_domain_that_can_be(String typed) {
        assertBreaks(INVALID_FORMAT, "name@domain", () -> Email.typed(typed));
        assertThat(Email.lookedUp(typed)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@analytical.org, ada@analytical.org",
        "\u00E9va@ex\u00E4mple.com, \u00E9va@xn--exmple-cua.com",
        "ada@stra\u00DFe.de, ada@xn--strae-oqa.de"
    })
    void a_mail_server_gets_the_domain_in_ascii(String address, String sentTo) {
        assertThat(Email.forMail(address)).isEqualTo(sentTo);
    }
}
