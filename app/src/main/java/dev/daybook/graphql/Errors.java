package dev.daybook.graphql;

import dev.daybook.eventstore.SqlStates;
import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives every top-level error a {@code code} in its extensions. What nobody expected is logged under an id, and the client
 * gets the id and nothing else.
 */
@Component
class Errors extends DataFetcherExceptionResolverAdapter implements WebGraphQlInterceptor {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    enum Code implements ErrorClassification {
        UNAUTHENTICATED,
        FORBIDDEN,
        BAD_REQUEST,
        INTERNAL
    }

    @Override
    protected GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment field) {
        return switch (thrown) {
            case NotAllowed.Unauthenticated e -> error(field, Code.UNAUTHENTICATED, e.getMessage(), Map.of());
            case NotAllowed.Forbidden e -> error(field, Code.FORBIDDEN, e.getMessage(), Map.of());
            case BadRequest e -> error(field, Code.BAD_REQUEST, e.getMessage(), Map.of());
            case DataAccessException e
            when SqlStates.isNulCharacter(e) -> error(field, Code.BAD_REQUEST, "A text has no NUL character", Map.of());
            default -> {
                var id = UUID.randomUUID();
                log.error(
                        "Error {} in field {}", id, field.getExecutionStepInfo().getPath(), thrown);
                yield error(field, Code.INTERNAL, "Something went wrong", Map.of("id", id.toString()));
            }
        };
    }

    /** Errors of graphql-java itself, such as unknown fields, are mistakes of the client. */
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request)
                .map(response -> response.getErrors().stream().allMatch(Errors::hasCode)
                        ? response
                        : response.transform(
                                builder -> builder.errors(response.getExecutionResult().getErrors().stream()
                                        .map(Errors::withCode)
                                        .toList())));
    }

    private static boolean hasCode(ResponseError error) {
        return error.getExtensions().containsKey("code");
    }

    private static GraphQLError withCode(GraphQLError error) {
        if (error.getExtensions() != null && error.getExtensions().containsKey("code")) {
            return error;
        }
        return GraphQLError.newError()
                .message(error.getMessage())
                .locations(error.getLocations())
                .path(error.getPath())
                .errorType(Code.BAD_REQUEST)
                .extensions(Map.of("code", Code.BAD_REQUEST.name()))
                .build();
    }

    private static GraphQLError error(
            DataFetchingEnvironment field, Code code, @Nullable String message, Map<String, Object> more) {
        var extensions = new HashMap<String, Object>(more);
        extensions.put("code", code.name());
        return GraphqlErrorBuilder.newError(field)
                .errorType(code)
                .message("%s", message)
                .extensions(extensions)
                .build();
    }
}
