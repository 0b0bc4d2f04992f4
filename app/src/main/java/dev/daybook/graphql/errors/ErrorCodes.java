package dev.daybook.graphql.errors;

import dev.daybook.commands.Busy;
import dev.daybook.database.SqlStates;
import dev.daybook.eventstore.log.FellBehind;
import dev.daybook.eventstore.log.UnknownEvent;
import dev.daybook.graphql.deadline.Deadline;
import dev.daybook.graphql.deadline.DeadlineExceeded;
import dev.daybook.graphql.quota.QuotaExceeded;
import dev.daybook.graphql.quota.RateExceeded;
import dev.daybook.mail.MailServerUnavailable;
import dev.daybook.security.CallerUnknown;
import dev.daybook.security.SessionOver;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives every top-level error a {@code code} in its extensions. An unexpected exception is logged under an id, and the
 * client gets the id and nothing else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class ErrorCodes extends DataFetcherExceptionResolverAdapter
        implements SubscriptionExceptionResolver, WebGraphQlInterceptor {
    private static final String RETRY_AFTER = "retryAfterSeconds";
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String AWAY = "The database cannot be reached or is too busy. ";
    private static final Logger log = LoggerFactory.getLogger(ErrorCodes.class);

    enum Code implements ErrorClassification {
        UNAUTHENTICATED,
        FORBIDDEN,
        BAD_REQUEST,
        TOO_MANY_SUBSCRIPTIONS,
        RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
        NEWER_VERSION,
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
        DEADLINE_EXCEEDED(HttpStatus.SERVICE_UNAVAILABLE),
        INTERNAL;

        /** Status of a response with the error, where clients that know nothing of GraphQL should notice it. */
        private final @Nullable HttpStatus status;

        Code() {
            this(null);
        }

        Code(@Nullable HttpStatus status) {
            this.status = status;
        }

        private boolean isIn(WebGraphQlResponse response) {
            return response.getErrors().stream()
                    .anyMatch(error -> name().equals(error.getExtensions().get("code")));
        }
    }

    /** Code, message and further extensions of an error. */
    private record Answer(Code code, @Nullable String message, Map<String, Object> more) {
        Answer(Code code, @Nullable String message) {
            this(code, message, Map.of());
        }

        static Answer unavailable(String message, boolean mayHaveBeenDone) {
            return new Answer(
                    Code.UNAVAILABLE,
                    message,
                    Map.of(RETRY_AFTER, RETRY_AFTER_SECONDS, "mayHaveBeenDone", mayHaveBeenDone));
        }

        GraphQLError in(GraphqlErrorBuilder<?> error) {
            var extensions = new HashMap<>(more);
            extensions.put("code", code.name());
            return error.errorType(code)
                    .message("%s", message)
                    .extensions(extensions)
                    .build();
        }
    }

    @Override
    protected GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment field) {
        var changes = field.getOperationDefinition().getOperation() == Operation.MUTATION;
        var deadline = Deadline.of(field);
        var reason = deadline != null && deadline.isExpired() ? deadline.exceeded() : thrown;
        return answer(reason, "field " + field.getExecutionStepInfo().getPath(), changes)
                .in(GraphqlErrorBuilder.newError(field));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.just(ofSubscription(thrown));
    }

    /** The exception that ends a subscription, or keeps it from beginning. */
    public static SubscriptionPublisherException endOfSubscription(Throwable thrown) {
        return new SubscriptionPublisherException(ofSubscription(thrown), thrown);
    }

    /** The error that refuses the field at this path before anything is executed. */
    public static GraphQLError refusal(NotAllowed refusal, List<?> path) {
        return answer(refusal, "field " + path, false)
                .in(GraphqlErrorBuilder.newError().path(List.copyOf(path)));
    }

    /** The exception that refuses an operation before its first field. */
    public static AbortExecutionException abort(RuntimeException refusal) {
        return new AbortExecutionException(
                List.of(answer(refusal, "an operation", false).in(GraphqlErrorBuilder.newError())));
    }

    /** The errors of a subscription that fails. */
    public static List<GraphQLError> ofSubscription(Throwable thrown) {
        return List.of(answer(thrown, "a subscription", false).in(GraphqlErrorBuilder.newError()));
    }

    /** @param changes whether something may have been changed before the failure, such as a lost answer to a commit */
    private static Answer answer(Throwable thrown, String where, boolean changes) {
        return switch (thrown) {
            case NotAllowed.Unauthenticated e -> new Answer(Code.UNAUTHENTICATED, e.getMessage());
            case QuotaExceeded e -> new Answer(Code.TOO_MANY_SUBSCRIPTIONS, e.getMessage());
            case RateExceeded e ->
                new Answer(
                        Code.RATE_LIMITED,
                        "%s. Try again in %d seconds".formatted(e.getMessage(), e.retryAfterSeconds()),
                        Map.of(RETRY_AFTER, e.retryAfterSeconds()));
            case SessionOver e -> new Answer(Code.UNAUTHENTICATED, e.getMessage());
            case NotAllowed.Forbidden e -> new Answer(Code.FORBIDDEN, e.getMessage());
            case DeadlineExceeded e ->
                new Answer(Code.DEADLINE_EXCEEDED, e.getMessage(), Map.of("mayHaveBeenDone", e.mayHaveBeenDone()));
            case BadRequest e -> new Answer(Code.BAD_REQUEST, e.getMessage());
            // Reaches no client: the engine is aborted when its client has disconnected.
            case AbortExecutionException e -> new Answer(Code.BAD_REQUEST, e.getMessage());
            case ServerWebInputException e -> new Answer(Code.BAD_REQUEST, e.getReason());
            case FellBehind e -> new Answer(Code.BAD_REQUEST, e.getMessage());
            case UnknownEvent e -> {
                log.warn("{} is refused: {}", where, e.getMessage());
                yield new Answer(
                        Code.NEWER_VERSION,
                        "This was changed by a newer version of the shop, which this node does not understand:"
                                + " nothing was done, send it again later");
            }
            case DataAccessException e
            when SqlStates.isNulCharacter(e) -> new Answer(Code.BAD_REQUEST, "A text has no NUL character");
            case Busy e -> Answer.unavailable(e.getMessage() + ". Try again", false);
            case MailServerUnavailable e -> Answer.unavailable(e.getMessage() + ". Try again", changes);
            case CallerUnknown _ -> Answer.unavailable(AWAY + "Nothing was done. Try again", false);
            case Throwable e
            when SqlStates.isTransient(e) -> {
                log.warn(
                        "The database was not there for {}: {}",
                        where,
                        NestedExceptionUtils.getMostSpecificCause(e).toString());
                var mayHaveBeenDone = changes && !SqlStates.isReadOnly(e);
                yield Answer.unavailable(
                        AWAY
                                + (mayHaveBeenDone
                                        ? "It may have been done nevertheless: send it again with the same idempotency key"
                                        : "Try again"),
                        mayHaveBeenDone);
            }
            default -> {
                var id = UUID.randomUUID();
                log.error("Error {} in {}", id, where, thrown);
                yield new Answer(Code.INTERNAL, "Something went wrong", Map.of("id", id.toString()));
            }
        };
    }

    /**
     * Completes each response with codes. Errors of graphql-java itself, such as unknown fields, are mistakes of the
     * client. An exception that leaves the engine becomes a response too, so that it reaches no other operation of the
     * same connection.
     */
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        request.configureExecutionInput(ErrorCodes::prepare);
        var streamed = !(request instanceof WebSocketGraphQlRequest)
                && acceptsOnlyEvents(request.getHeaders().getAccept());
        return Mono.defer(() -> chain.next(request))
                .onErrorResume(thrown -> Mono.just(failed(request, thrown)))
                .map(ErrorCodes::withCodes)
                .doOnNext(ErrorCodes::addRetryAfter)
                .map(response ->
                        streamed && !(response.getData() instanceof Publisher) ? asEventStream(response) : response);
    }

    /**
     * Selects our messages, and drops an empty operation name, for which the engine would take the first of several
     * operations.
     */
    private static ExecutionInput prepare(ExecutionInput input, ExecutionInput.Builder builder) {
        if ("".equals(input.getOperationName())) {
            builder.operationName(null);
        }
        return builder.locale(EngineMessages.LOCALE).build();
    }

    private static WebGraphQlResponse failed(WebGraphQlRequest request, Throwable thrown) {
        var error = Exceptions.unwrap(thrown) instanceof GraphQLError refusal
                ? refusal
                : answer(Exceptions.unwrap(thrown), "an operation", true).in(GraphqlErrorBuilder.newError());
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                request.toExecutionInput(),
                ExecutionResult.newExecutionResult().addError(error).build()));
    }

    /** True for a client that accepts events and no JSON; a client that accepts both gets JSON. */
    private static boolean acceptsOnlyEvents(List<MediaType> accepted) {
        return accepted.contains(MediaType.TEXT_EVENT_STREAM)
                && accepted.stream()
                        .noneMatch(type -> type.isCompatibleWith(MediaType.APPLICATION_JSON)
                                || type.isCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE));
    }

    /** True for a response with an error that is none of the client's. */
    public static boolean isFailure(WebGraphQlResponse response) {
        return Stream.of(Code.INTERNAL, Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED)
                .anyMatch(code -> code.isIn(response));
    }

    /** The status of a response from which a part is missing that may be had later. */
    public static Optional<HttpStatus> statusOf(WebGraphQlResponse response) {
        return response.getErrors().isEmpty()
                ? Optional.empty()
                : Stream.of(Code.values())
                        .filter(code -> code.isIn(response))
                        .flatMap(code -> Stream.ofNullable(code.status))
                        .findFirst();
    }

    private static void addRetryAfter(WebGraphQlResponse response) {
        response.getErrors().stream()
                .flatMap(error -> Stream.ofNullable(error.getExtensions().get(RETRY_AFTER)))
                .findFirst()
                .ifPresent(
                        seconds -> response.getResponseHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
    }

    private static WebGraphQlResponse withCodes(WebGraphQlResponse response) {
        return response.getErrors().stream().allMatch(ErrorCodes::hasCode)
                ? response
                : response.transform(builder -> builder.errors(response.getExecutionResult().getErrors().stream()
                        .map(ErrorCodes::withCode)
                        .toList()));
    }

    /** An event stream with one event, which names the reason; Spring would only say that it was no subscription. */
    private static WebGraphQlResponse asEventStream(WebGraphQlResponse response) {
        var end = response.getErrors().isEmpty()
                ? endOfSubscription(new BadRequest("Only subscriptions are answered with events"))
                : new SubscriptionPublisherException(
                        response.getExecutionResult().getErrors(), new BadRequest("Refused"));
        return response.transform(builder -> builder.data(Flux.error(end)));
    }

    /** The response to a subscription of a client that accepts no events. */
    public static WebGraphQlResponse eventStreamNotAccepted(WebGraphQlResponse response) {
        var refusal = new BadRequest(
                "A subscription is answered with events: send Accept: text/event-stream, or subscribe over a WebSocket");
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                response.getExecutionInput(),
                ExecutionResult.newExecutionResult()
                        .errors(ofSubscription(refusal))
                        .build()));
    }

    private static boolean hasCode(ResponseError error) {
        return error.getExtensions().containsKey("code");
    }

    private static GraphQLError withCode(GraphQLError error) {
        if (error.getExtensions() != null && error.getExtensions().containsKey("code")) {
            return error;
        }
        return isOfTheClient(error) ? refusal(error) : failure(error);
    }

    private static boolean isOfTheClient(GraphQLError error) {
        return error.getErrorType() != ErrorType.DataFetchingException
                && error.getErrorType() != ErrorType.NullValueInNonNullableField;
    }

    private static GraphQLError refusal(GraphQLError error) {
        return GraphQLError.newError()
                .message("%s", EngineMessages.of(error))
                .locations(error.getLocations())
                .path(error.getPath())
                .errorType(Code.BAD_REQUEST)
                .extensions(Map.of("code", Code.BAD_REQUEST.name()))
                .build();
    }

    /** The error when the engine cannot use the value of a controller. */
    private static GraphQLError failure(GraphQLError error) {
        return answer(new IllegalStateException(error.getMessage()), "field " + error.getPath(), false)
                .in(GraphqlErrorBuilder.newError()
                        .locations(error.getLocations())
                        .path(error.getPath()));
    }
}
