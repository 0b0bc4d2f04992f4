package dev.daybook.graphql.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Request by GET for the document of a hash, shown to the handlers as the POST with the same content. It may not change
 * anything ({@link GetRequests}).
 */
final class HashedRequest extends BodyRequest {
    private final int length;

    private HashedRequest(HttpServletRequest request, byte[] body) {
        super(request, body);
        length = body.length;
        setAttribute(GetRequests.ATTRIBUTE, true);
    }

    /** Whether a GET has a hash in its query, and no document, which would not fit every address. */
    static boolean isOne(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.GET.name())
                && request.getParameter("extensions") != null
                && request.getParameter("query") == null;
    }

    static HashedRequest of(HttpServletRequest request, RequestJson json) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("operationName", request.getParameter("operationName"));
        body.put("variables", json.readParameter(request, "variables"));
        body.put("extensions", json.readParameter(request, "extensions"));
        return new HashedRequest(request, json.mapper().writeValueAsBytes(body));
    }

    @Override
    public String getMethod() {
        return HttpMethod.POST.name();
    }

    @Override
    public String getContentType() {
        return MediaType.APPLICATION_JSON_VALUE;
    }

    @Override
    public int getContentLength() {
        return length;
    }

    @Override
    public long getContentLengthLong() {
        return length;
    }
}
