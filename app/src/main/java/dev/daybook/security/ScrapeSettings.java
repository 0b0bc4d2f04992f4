package dev.daybook.security;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of who may read the metrics.
 *
 * @param scrapeToken bearer token with which a scraper reads them on the port of the shop, at least 32 characters; without
 *     one only staff do. It opens nothing else
 */
@ConfigurationProperties("daybook.metrics")
record ScrapeSettings(@Nullable String scrapeToken) {
    /** What the header of a bearer token may hold. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{32,}=*");

    ScrapeSettings {
        scrapeToken = scrapeToken == null || scrapeToken.isBlank() ? null : scrapeToken;
        if (scrapeToken != null && !TOKEN.matcher(scrapeToken).matches()) {
            throw new IllegalArgumentException(
                    "daybook.metrics.scrape-token must have at least 32 characters, such as the output of: openssl rand -hex 32");
        }
    }

    @Override
    public String toString() {
        return "ScrapeSettings[]";
    }
}
