package dev.daybook.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CorsConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Applies CORS by {@code spring.graphql.cors} in front of everything that may refuse a request: a page of another origin
 * that may not read a 401 never learns that its token has expired. Without allowed origins there is no CORS.
 */
@Component
class ForeignPages {
    /** Headers that an answer may have and that a browser hides from a page unless it is told not to. */
    private static final List<String> EXPOSED = List.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

    private final @Nullable CorsConfiguration rules;

    ForeignPages(GraphQlCorsProperties settings) {
        var configured = settings.toCorsConfiguration();
        rules = configured == null ? null : completed(configured);
    }

    void letIn(CorsConfigurer<HttpSecurity> cors) {
        if (rules == null) {
            cors.disable();
        } else {
            cors.configurationSource(request -> isWebSocket(request) ? null : rules);
        }
    }

    private static CorsConfiguration completed(CorsConfiguration configured) {
        try {
            configured.validateAllowCredentials();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "spring.graphql.cors.allow-credentials", true, Objects.requireNonNull(e.getMessage()));
        }
        var exposed = new ArrayList<>(Objects.requireNonNullElse(configured.getExposedHeaders(), List.<String>of()));
        EXPOSED.stream().filter(header -> !exposed.contains(header)).forEach(exposed::add);
        configured.setExposedHeaders(exposed);
        return configured.applyPermitDefaultValues();
    }

    /** A WebSocket has no part in CORS: it shows its token in a message, which no foreign page can make a browser add. */
    private static boolean isWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
