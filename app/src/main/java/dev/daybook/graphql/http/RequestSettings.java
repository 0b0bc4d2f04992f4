package dev.daybook.graphql.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of a request.
 *
 * @param maxBodySize maximum length of a body
 * @param maxBodySizeSignedIn the same for callers with an access token: the longest post and the longest list of
 *     products fit
 */
@Validated
@ConfigurationProperties("daybook.requests")
public record RequestSettings(
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue("1MB") DataSize maxBodySizeSignedIn) {
    private static final DataSize LEAST = DataSize.ofKilobytes(1);
    private static final DataSize MOST = DataSize.ofMegabytes(16);

    public RequestSettings {
        check("max-body-size", maxBodySize);
        check("max-body-size-signed-in", maxBodySizeSignedIn);
        if (maxBodySizeSignedIn.compareTo(maxBodySize) < 0) {
            throw new IllegalArgumentException(
                    "daybook.requests.max-body-size-signed-in must be at least daybook.requests.max-body-size");
        }
    }

    private static void check(String name, DataSize size) {
        if (size.compareTo(LEAST) < 0 || size.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "daybook.requests.%s must be between 1KB and 16MB, for example 64KB".formatted(name));
        }
    }
}
