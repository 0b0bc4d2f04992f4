package dev.daybook.graphql.http;

import static java.util.Comparator.comparingDouble;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.MediaTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Media types that a client accepts, in the order of its preference and without parameters: Spring GraphQL compares
 * types with their parameters, and would not recognise {@code application/graphql-response+json;q=1}.
 */
record AcceptedTypes(List<MediaType> types) {
    private static final List<MediaType> ANSWERS =
            List.of(MediaTypes.APPLICATION_GRAPHQL_RESPONSE, MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM);

    /** All types when the header is absent, and none when it is malformed. */
    static AcceptedTypes to(HttpServletRequest request) {
        try {
            var types = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            return new AcceptedTypes(
                    types.isEmpty()
                            ? List.of(MediaType.ALL)
                            : types.stream()
                                    .filter(type -> type.getQualityValue() > 0)
                                    .sorted(comparingDouble(MediaType::getQualityValue)
                                            .reversed())
                                    .map(type -> new MediaType(type.getType(), type.getSubtype()))
                                    .toList());
        } catch (InvalidMediaTypeException _) {
            return new AcceptedTypes(List.of());
        }
    }

    boolean isAnswered() {
        return types.stream().anyMatch(type -> ANSWERS.stream().anyMatch(type::includes));
    }

    /** The type of a response that is no event stream, as Spring GraphQL selects it. */
    MediaType ofRefusal() {
        return types.contains(MediaTypes.APPLICATION_GRAPHQL_RESPONSE) && isBeforeJson()
                ? MediaTypes.APPLICATION_GRAPHQL_RESPONSE
                : MediaType.APPLICATION_JSON;
    }

    private boolean isBeforeJson() {
        int json = types.indexOf(MediaType.APPLICATION_JSON);
        return json < 0 || types.indexOf(MediaTypes.APPLICATION_GRAPHQL_RESPONSE) < json;
    }

    /** The same request, with its header in this form. */
    HttpServletRequest in(HttpServletRequest request) {
        var header = MediaType.toString(types);
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? header : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return HttpHeaders.ACCEPT.equalsIgnoreCase(name)
                        ? Collections.enumeration(List.of(header))
                        : super.getHeaders(name);
            }
        };
    }
}
