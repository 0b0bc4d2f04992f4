package dev.daybook.support;

import dev.daybook.security.IssuerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of an issuer whose claims have the usual names. */
public final class TestIssuerSettings {
    private TestIssuerSettings() {}

    public static IssuerSettings of(@Nullable String uri, @Nullable String audience, @Nullable String clientId) {
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
