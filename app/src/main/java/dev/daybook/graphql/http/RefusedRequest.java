package dev.daybook.graphql.http;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Refuses a request before it is executed, with the response that the client gets. */
final class RefusedRequest extends RuntimeException {
    private final HttpStatus status;
    private final String code;

    RefusedRequest(HttpStatus status, String message) {
        this(status, "BAD_REQUEST", message);
    }

    private RefusedRequest(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A body or message that cannot be read as a request. */
    static RefusedRequest unreadable(String message) {
        return new RefusedRequest(HttpStatus.BAD_REQUEST, message);
    }

    static RefusedRequest tooLarge(long mostBytes) {
        return new RefusedRequest(
                HttpStatus.CONTENT_TOO_LARGE, "A request may have at most %d bytes".formatted(mostBytes));
    }

    /** A refusal by the container, with no more than its status. */
    static RefusedRequest byContainer(HttpStatus status) {
        return status.is5xxServerError()
                ? new RefusedRequest(status, "INTERNAL", "Something went wrong")
                : new RefusedRequest(status, status.getReasonPhrase());
    }

    HttpStatus status() {
        return status;
    }

    /** The refusal as a GraphQL response. */
    Map<String, Object> body() {
        return Map.of(
                "errors", List.of(Map.of("message", String.valueOf(getMessage()), "extensions", Map.of("code", code))));
    }
}
