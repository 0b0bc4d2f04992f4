package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.support.TestIssuerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerSettingsTest {
    @Test
    void without_a_uri_there_is_no_issuer() {
        assertThat(TestIssuerSettings.of(null, null, null).isOn()).isFalse();
        assertThat(TestIssuerSettings.of("", " ", "").isOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com/realms/shop, https://login.example.com",
        "https://login.example.com:8443/, https://login.example.com:8443",
        "http://127.0.0.1:9000, http://127.0.0.1:9000",
        "http://localhost/shop, http://localhost",
        "http://[::1]:9000, http://[::1]:9000"
    })
    void an_issuer_is_asked_by_https_or_on_this_machine(String uri, String origin) {
        assertThat(TestIssuerSettings.of(uri, "shop", null).isOn()).isTrue();
        assertThat(TestIssuerSettings.of(uri, "shop", "pages").origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com",
                "login.example.com",
                "https://",
                "https://login.example.com?realm=shop",
                "https://login.example.com#shop",
                "file:///etc/passwd",
                "not a uri"
            })
    void another_uri_is_refused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestIssuerSettings.of(uri, "shop", null))
                .withMessageContaining("daybook.security.issuer.uri");
    }

    @Test
    void half_an_issuer_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestIssuerSettings.of("https://login.example.com", null, null))
                .withMessageContaining("daybook.security.issuer.audience is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestIssuerSettings.of(null, "shop", null))
                .withMessageContaining("daybook.security.issuer.uri is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestIssuerSettings.of(null, null, "pages"))
                .withMessageContaining("daybook.security.issuer.uri is missing");
    }

    @Test
    void an_id_token_of_the_pages_would_be_for_their_audience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestIssuerSettings.of("https://login.example.com", "pages", "pages"))
                .withMessageContaining("client-id");
    }
}
