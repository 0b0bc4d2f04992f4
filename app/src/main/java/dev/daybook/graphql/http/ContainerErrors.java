package dev.daybook.graphql.http;

import jakarta.servlet.RequestDispatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * Answers as a GraphQL response when the container or a filter refuses a request, or fails, before a handler of ours
 * has it.
 */
@Component
class ContainerErrors extends DefaultErrorAttributes {
    private final String path;

    ContainerErrors(@Value("${spring.graphql.http.path}") String path) {
        this.path = path;
    }

    @Override
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        // Below the path too, and with parameters behind it: both are refused before anybody looks for a handler.
        return attribute(request, RequestDispatcher.ERROR_REQUEST_URI) instanceof String address
                        && address.startsWith(path)
                ? new HashMap<>(refusal(attribute(request, RequestDispatcher.ERROR_STATUS_CODE))
                        .body())
                : super.getErrorAttributes(request, options);
    }

    private static RefusedRequest refusal(@Nullable Object code) {
        var status = code instanceof Integer known ? HttpStatus.resolve(known) : null;
        return RefusedRequest.byContainer(Objects.requireNonNullElse(status, HttpStatus.INTERNAL_SERVER_ERROR));
    }

    private static @Nullable Object attribute(WebRequest request, String name) {
        return request.getAttribute(name, WebRequest.SCOPE_REQUEST);
    }
}
