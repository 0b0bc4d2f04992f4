package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerSettingsTest {
    @Test
    void without_a_uri_there_is_no_issuer() {
        assertThat(settings(null, null, null).isOn()).isFalse();
        assertThat(settings("", " ", "").isOn()).isFalse();
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
        assertThat(settings(uri, "shop", null).isOn()).isTrue();
        assertThat(settings(uri, "shop", "pages").origin()).isEqualTo(origin);
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
                .isThrownBy(() -> settings(uri, "shop", null))
                .withMessageContaining("daybook.security.issuer.uri");
    }

    @Test
    void half_an_issuer_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://login.example.com", null, null))
                .withMessageContaining("daybook.security.issuer.audience is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, "shop", null))
                .withMessageContaining("daybook.security.issuer.uri is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(null, null, "pages"))
                .withMessageContaining("daybook.security.issuer.uri is missing");
    }

    @Test
    void an_id_token_of_the_pages_would_be_for_their_audience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://login.example.com", "pages", "pages"))
                .withMessageContaining("client-id");
    }

    private static IssuerSettings settings(@Nullable String uri, @Nullable String audience, @Nullable String clientId) {
        return new IssuerSettings(
                uri,
                audience,
                clientId,
                "roles",
                "daybook-staff",
                "daybook-admin",
                "preferred_username",
                "email",
                "name",
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }
}
