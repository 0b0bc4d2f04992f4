package dev.daybook.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Applies CORS by {@code spring.graphql.cors} in front of everything that may refuse a request: a page of another origin
 * that may not read a 401 never learns that its token has expired. Without allowed origins there is no CORS.
 */
@Component
class CorsPolicy {
    /** Response headers that a browser hides from a page unless CORS exposes them. */
    private static final List<String> EXPOSED = List.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

    private static final String FORBIDDEN_ORIGIN =
            "{\"errors\":[{\"message\":\"Pages of this origin are not let in\",\"extensions\":{\"code\":\"FORBIDDEN\"}}]}";

    private final @Nullable CorsConfiguration rules;

    CorsPolicy(GraphQlCorsProperties settings) {
        var configured = settings.toCorsConfiguration();
        rules = configured == null ? null : completed(configured);
    }

    void configure(HttpSecurity http) {
        http.cors(AbstractHttpConfigurer::disable);
        if (rules != null) {
            var filter = new CorsFilter(request -> isWebSocket(request) ? null : rules);
            filter.setCorsProcessor(new Refusing());
            http.addFilter(filter);
        }
    }

    /** Rejects a request with a GraphQL error, for clients that are no browsers; those would not show it. */
    private static final class Refusing extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            response.getBody().write(FORBIDDEN_ORIGIN.getBytes(StandardCharsets.UTF_8));
            response.flush();
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

    /**
     * Whether it is a WebSocket, to which CORS does not apply: it sends its token in a message, which no foreign page
     * can make a browser add.
     */
    private static boolean isWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
