package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Authenticates a scraper by the token of the settings, and leaves every other token to the next provider. */
final class ScrapeToken implements AuthenticationProvider {
    private final byte @Nullable [] expected;

    ScrapeToken(ScrapeSettings settings) {
        var token = settings.scrapeToken();
        expected = token == null ? null : token.getBytes(UTF_8);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication shown) {
        var token = ((BearerTokenAuthenticationToken) shown).getToken().getBytes(UTF_8);
        return expected != null && MessageDigest.isEqual(expected, token) ? new Scraper() : null;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** A scraper, who is no user. */
    static final class Scraper extends AbstractAuthenticationToken {
        private Scraper() {
            super(List.of());
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return "scraper";
        }
    }
}
