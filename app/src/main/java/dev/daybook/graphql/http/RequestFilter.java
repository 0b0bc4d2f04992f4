package dev.daybook.graphql.http;

import dev.daybook.security.CallerAuthentication;
import dev.daybook.security.RefusalCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that passes on what can be a GraphQL request, and refuses the rest with a GraphQL response. It is ordered
 * behind the security chain, so that every response has the headers of CORS and the maximum length of a body may
 * depend on the caller. The body of any request is bounded, whatever its path.
 */
@Component
@Order(0)
class RequestFilter extends OncePerRequestFilter {
    private final RequestSettings settings;
    private final RequestJson json;
    private final String path;
    private final Counter refused;

    RequestFilter(
            RequestSettings settings,
            RequestJson json,
            @Value("${spring.graphql.http.path}") String path,
            MeterRegistry meters) {
        this.settings = settings;
        this.json = json;
        this.path = path;
        this.refused = RefusalCounter.of("requests", meters);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isWebSocket(request)) {
            chain.doFilter(request, response);
            return;
        }
        var acceptable = AcceptedTypes.to(request);
        try {
            if (request.getServletPath().equals(path)) {
                var operation = HashedRequest.isOne(request) ? HashedRequest.of(request, json) : request;
                check(operation, acceptable);
                chain.doFilter(bounded(acceptable.in(operation)), response);
            } else {
                chain.doFilter(bounded(request), response);
            }
        } catch (RefusedRequest refusal) {
            answer(refusal, acceptable.ofRefusal(), response);
        } catch (ServletException e) {
            if (!(e.getCause() instanceof RefusedRequest refusal)) {
                throw e;
            }
            answer(refusal, acceptable.ofRefusal(), response);
        }
    }

    private static boolean isWebSocket(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.GET.name())
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private static void check(HttpServletRequest request, AcceptedTypes acceptable) {
        if (!request.getMethod().equals(HttpMethod.POST.name())) {
            throw new RefusedRequest(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    request.getMethod().equals(HttpMethod.PUT.name())
                            // With which graphql-sse begins its mode of a single connection.
                            ? "Send a POST; each subscription has a connection of its own, so leave out singleConnection"
                            : "Send a POST; only a WebSocket opens with a GET, and a persisted query is asked for by its hash");
        }
        if (!acceptable.isAnswered()) {
            throw new RefusedRequest(
                    HttpStatus.NOT_ACCEPTABLE,
                    "Accept application/graphql-response+json, application/json or, for a subscription, text/event-stream");
        }
        if (!isJson(request.getContentType())) {
            throw new RefusedRequest(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body with Content-Type: application/json");
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedRequest(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body without a Content-Encoding");
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private HttpServletRequest bounded(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length == 0) {
            return request;
        }
        int most = Math.toIntExact(
                (CallerAuthentication.isCurrent() ? settings.maxBodySizeSignedIn() : settings.maxBodySize()).toBytes());
        if (length > most) {
            throw RefusedRequest.tooLarge(most);
        }
        return length < 0 ? withBody(request, most) : request;
    }

    private static HttpServletRequest withBody(HttpServletRequest request, int most) {
        try {
            return BodyRequest.bounded(request, most);
        } catch (IOException _) {
            throw RefusedRequest.unreadable(RequestJson.CUT_SHORT);
        }
    }

    private void answer(RefusedRequest refusal, MediaType type, HttpServletResponse response) throws IOException {
        refused.increment();
        response.resetBuffer();
        response.setStatus(refusal.status().value());
        response.setContentType(type.toString());
        switch (refusal.status()) {
            case METHOD_NOT_ALLOWED -> response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            case UNSUPPORTED_MEDIA_TYPE -> response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
            default -> {}
        }
        response.getOutputStream().write(json.mapper().writeValueAsBytes(refusal.body()));
    }
}
