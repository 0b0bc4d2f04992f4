package dev.daybook.graphql.socket;

import dev.daybook.graphql.http.RefusedRequest;
import dev.daybook.graphql.quota.Permit;
import dev.daybook.graphql.socket.ClientMessage.Complete;
import dev.daybook.graphql.socket.ClientMessage.ConnectionInit;
import dev.daybook.graphql.socket.ClientMessage.Ping;
import dev.daybook.graphql.socket.ClientMessage.Pong;
import dev.daybook.graphql.socket.ClientMessage.Subscribe;
import dev.daybook.security.CallerResolver;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * One socket and its operations. Messages of the client are dealt with one after the other, queries and mutations too;
 * what a subscription tells is sent by the thread that it comes on, and the next is asked for when that was taken.
 */
public final class SocketSession {
    private static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Unauthorized");
    private static final CloseStatus EXPIRED = new CloseStatus(4401, "The access token has expired");
    private static final CloseStatus INIT_TIMEOUT = new CloseStatus(4408, "Connection initialisation timeout");
    private static final CloseStatus TOO_MANY_INITS = new CloseStatus(4429, "Too many initialisation requests");
    private static final int LONGEST_TOLD_ID = 20;
    private static final Logger log = LoggerFactory.getLogger(SocketSession.class);
    private static final Scheduler THREADS =
            Schedulers.fromExecutor(Thread.ofVirtual().name("socket")::start);

    private final WebSocketSession session;
    private final SocketInfo info;
    private final Rules rules;
    private final Permit permit;
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final ReentrantLock sending = new ReentrantLock();
    private final Disposable.Composite clocks = Disposables.composite();
    private volatile boolean initialising;
    private volatile boolean acknowledged;
    private volatile boolean over;

    /**
     * What all conversations have in common.
     *
     * @param bounds what messages of clients are read with
     * @param errors what a client is told of an operation that has failed
     */
    public record Rules(
            WebGraphQlHandler graphQl,
            JsonMapper json,
            JsonMapper bounds,
            Duration initTimeout,
            @Nullable Duration keepAlive,
            Function<Throwable, List<GraphQLError>> errors,
            CallerResolver callers) {}

    SocketSession(WebSocketSession session, Rules rules, Permit permit) {
        this.session = session;
        this.permit = permit;
        this.rules = rules;
        info = new SocketInfo(session);
    }

    void begin() {
        after(rules.initTimeout(), () -> {
            if (!initialising) {
                close(INIT_TIMEOUT);
            }
        });
    }

    void hear(String text) {
        try {
            switch (ClientMessage.read(text, rules.bounds())) {
                case ConnectionInit init -> initialise(init.payload());
                case Subscribe subscribe -> subscribe(subscribe);
                case Complete complete -> cancel(complete.id());
                case Ping _ -> say(Map.of("type", "pong"));
                case Pong _ -> {}
            }
        } catch (InvalidMessage e) {
            refuse(Objects.requireNonNull(e.getMessage()));
        }
    }

    void refuse(String reason) {
        close(new CloseStatus(4400, reason));
    }

    private void initialise(Map<String, Object> payload) {
        if (initialising) {
            close(TOO_MANY_INITS);
            return;
        }
        initialising = true;
        try {
            rules.graphQl()
                    .getWebSocketInterceptor()
                    .handleConnectionInitialization(info, payload)
                    .block();
        } catch (AuthenticationException e) {
            log.debug("Socket {} showed a token that is not valid", session.getId(), e);
            close(UNAUTHORIZED);
            return;
        } catch (RuntimeException e) {
            // Only for the log: there is no operation yet that could be told.
            var _ = rules.errors().apply(e);
            close(CloseStatus.SERVER_ERROR);
            return;
        }
        acknowledged = true;
        clocks.add(rules.callers().untilExpiry(Flux.never(), proof()).subscribe(_ -> {}, this::expire));
        say(Map.of("type", "connection_ack", "payload", Map.of()));
        if (rules.keepAlive() != null) {
            clocks.add(Flux.interval(rules.keepAlive())
                    .onBackpressureDrop()
                    .publishOn(THREADS, 1)
                    .subscribe(_ -> say(Map.of("type", "ping"))));
        }
    }

    /** The token of the first message; without it that of the request which opened the socket. */
    private SecurityContext proof() {
        return info.getAttributes().values().stream()
                .filter(SecurityContext.class::isInstance)
                .map(SecurityContext.class::cast)
                .findFirst()
                .orElseGet(SecurityContextHolder::getContext);
    }

    /** Says so to each operation first: a client need not know why a socket was closed to know what became of them. */
    private void expire(Throwable over) {
        sending.lock();
        try {
            operations.values().forEach(operation -> {
                operation.fail(over);
                operation.cancel();
            });
            close(EXPIRED);
        } finally {
            sending.unlock();
        }
    }

    private void subscribe(Subscribe message) {
        if (!acknowledged) {
            close(UNAUTHORIZED);
            return;
        }
        var id = message.id();
        var operation = new Operation(id);
        if (operations.putIfAbsent(id, operation) != null) {
            var name = id.length() <= LONGEST_TOLD_ID ? id : "this id";
            close(new CloseStatus(4409, "Subscriber for %s already exists".formatted(name)));
            return;
        }
        if (over) {
            operation.cancel();
            return;
        }
        if (ClientMessage.isPersisted(message.payload())) {
            operation.refuse(RefusedRequest.persistedQuery().errors());
            return;
        }
        Mono.defer(() -> rules.graphQl().handleRequest(request(message)))
                .flatMapMany(SocketSession::answers)
                .subscribe(operation);
    }

    private WebSocketGraphQlRequest request(Subscribe message) {
        return new WebSocketGraphQlRequest(
                info.getUri(),
                info.getHeaders(),
                null,
                info.getRemoteAddress(),
                info.getAttributes(),
                message.payload(),
                message.id(),
                null,
                info);
    }

    /** A document that was not begun with is an error; one that was is an answer, whatever has become of its fields. */
    private static Flux<Map<String, Object>> answers(WebGraphQlResponse response) {
        var result = response.getExecutionResult();
        if (result.getData() instanceof Publisher<?> events) {
            return Flux.from(events).cast(ExecutionResult.class).map(ExecutionResult::toSpecification);
        }
        return result.isDataPresent()
                ? Flux.just(response.toMap())
                : Flux.error(new SubscriptionPublisherException(result.getErrors(), new IllegalStateException()));
    }

    private void cancel(String id) {
        var operation = operations.remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }

    private final class Operation extends BaseSubscriber<Map<String, Object>> {
        private final String id;

        Operation(String id) {
            this.id = id;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Map<String, Object> answer) {
            say(Map.of("id", id, "type", "next", "payload", answer));
            request(1);
        }

        @Override
        protected void hookOnComplete() {
            endWith(Map.of("id", id, "type", "complete"));
        }

        @Override
        protected void hookOnError(Throwable failure) {
            fail(failure);
        }

        void fail(Throwable failure) {
            var errors = failure instanceof SubscriptionPublisherException known
                    ? known.getErrors()
                    : rules.errors().apply(failure);
            refuse(errors.stream().map(GraphQLError::toSpecification).toList());
        }

        void refuse(List<Map<String, Object>> errors) {
            endWith(Map.of("id", id, "type", "error", "payload", errors));
        }

        /** At once, so that nobody closes the socket in between. */
        private void endWith(Map<String, ?> lastWord) {
            sending.lock();
            try {
                if (operations.remove(id, this)) {
                    say(lastWord);
                }
            } finally {
                sending.unlock();
            }
        }
    }

    /** A client that does not take what is sent to it for so long that the server gives up has gone. */
    private void say(Map<String, ?> message) {
        var text = new TextMessage(rules.json().writeValueAsBytes(message));
        sending.lock();
        try {
            if (!over) {
                session.sendMessage(text);
            }
        } catch (IOException | IllegalStateException gone) {
            log.debug("Nothing can be sent to socket {} any more", session.getId(), gone);
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } finally {
            sending.unlock();
        }
    }

    private void close(CloseStatus status) {
        end();
        try {
            session.close(status);
        } catch (IOException | IllegalStateException gone) {
            log.debug("Socket {} is closed already", session.getId(), gone);
        }
    }

    /** At its end nothing goes on, however it came about. */
    void end() {
        over = true;
        clocks.dispose();
        operations.keySet().forEach(this::cancel);
        permit.release();
    }

    private void after(Duration time, Runnable action) {
        clocks.add(Mono.delay(time).publishOn(THREADS).subscribe(_ -> action.run()));
    }
}
