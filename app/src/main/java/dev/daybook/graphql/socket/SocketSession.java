package dev.daybook.graphql.socket;

import dev.daybook.graphql.quota.Permit;
import dev.daybook.graphql.socket.ClientMessage.Complete;
import dev.daybook.graphql.socket.ClientMessage.ConnectionInit;
import dev.daybook.graphql.socket.ClientMessage.Ping;
import dev.daybook.graphql.socket.ClientMessage.Pong;
import dev.daybook.graphql.socket.ClientMessage.Subscribe;
import dev.daybook.security.CallerResolver;
import dev.daybook.security.IssuerAway;
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
 * Session of one WebSocket and its operations. Messages of the client are handled one after the other, queries and
 * mutations too. Events of a subscription are sent by the thread that publishes them, and the next is requested when
 * the client has taken one.
 */
final class SocketSession {
    private static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Unauthorized");
    private static final CloseStatus EXPIRED = new CloseStatus(4401, "The access token has expired");
    private static final CloseStatus INIT_TIMEOUT = new CloseStatus(4408, "Connection initialisation timeout");
    private static final CloseStatus TOO_MANY_INITS = new CloseStatus(4429, "Too many initialisation requests");
    private static final int MAX_REPEATED_ID = 20;
    private static final Logger log = LoggerFactory.getLogger(SocketSession.class);
    private static final Scheduler THREADS =
            Schedulers.fromExecutor(Thread.ofVirtual().name("socket")::start);

    private final WebSocketSession session;
    private final SocketInfo info;
    private final Rules rules;
    private final Permit permit;
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final ReentrantLock sendLock = new ReentrantLock();
    private final Disposable.Composite timers = Disposables.composite();
    private volatile boolean initialising;
    private volatile boolean acknowledged;
    private volatile boolean leaving;
    private volatile boolean closed;

    /**
     * Collaborators and settings of all sessions.
     *
     * @param bounds mapper with which messages of clients are read
     * @param errors errors that a client gets for an operation that has failed
     */
    record Rules(
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

    void receive(String text) {
        try {
            switch (ClientMessage.read(text, rules.bounds())) {
                case ConnectionInit init -> initialise(init.payload());
                case Subscribe subscribe -> subscribe(subscribe);
                case Complete complete -> cancel(complete.id());
                case Ping _ -> send(Map.of("type", "pong"));
                case Pong _ -> {}
            }
        } catch (InvalidMessage e) {
            refuse(Objects.requireNonNull(e.getMessage()));
        }
    }

    void refuse(String reason) {
        close(new CloseStatus(4400, reason));
    }

    /**
     * Closes the socket so that its client goes on at another node, as soon as queries and mutations are answered. No
     * subscription is told that it is complete.
     */
    void leave() {
        leaving = true;
        operations.values().stream()
                .filter(operation -> operation.isSubscription)
                .forEach(operation -> cancel(operation.id));
        leaveWhenAnswered();
    }

    private void leaveWhenAnswered() {
        if (leaving && operations.isEmpty()) {
            THREADS.schedule(() -> close(CloseStatus.SERVICE_RESTARTED));
        }
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
        } catch (IssuerAway e) {
            log.debug("Socket {} showed a token whose issuer is away", session.getId(), e);
            close(CloseStatus.SERVICE_OVERLOAD);
            return;
        } catch (AuthenticationException e) {
            log.debug("Socket {} showed a token that is not valid", session.getId(), e);
            close(UNAUTHORIZED);
            return;
        } catch (RuntimeException e) {
            // Applied only to log the failure: there is no operation yet that could end with an error.
            var _ = rules.errors().apply(e);
            close(CloseStatus.SERVER_ERROR);
            return;
        }
        acknowledged = true;
        timers.add(rules.callers().untilExpiry(Flux.never(), proof()).subscribe(_ -> {}, this::expire));
        send(Map.of("type", "connection_ack", "payload", Map.of()));
        if (rules.keepAlive() != null) {
            timers.add(Flux.interval(rules.keepAlive())
                    .onBackpressureDrop()
                    .publishOn(THREADS, 1)
                    .subscribe(_ -> send(Map.of("type", "ping"))));
        }
    }

    /** The authentication by the first message; without a token there, that of the handshake. */
    private SecurityContext proof() {
        return info.getAttributes().values().stream()
                .filter(SecurityContext.class::isInstance)
                .map(SecurityContext.class::cast)
                .findFirst()
                .orElseGet(SecurityContextHolder::getContext);
    }

    /**
     * Ends each operation with an error before the socket is closed, so that a client need not know the reason of the
     * closing to know the fate of its operations.
     */
    private void expire(Throwable expiry) {
        sendLock.lock();
        try {
            operations.values().forEach(operation -> {
                operation.fail(expiry);
                operation.cancel();
            });
            close(EXPIRED);
        } finally {
            sendLock.unlock();
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
            var name = id.length() <= MAX_REPEATED_ID ? id : "this id";
            close(new CloseStatus(4409, "Subscriber for %s already exists".formatted(name)));
            return;
        }
        if (closed) {
            operation.cancel();
            return;
        }
        Mono.defer(() -> rules.graphQl().handleRequest(request(message)))
                .flatMapMany(operation::answers)
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

    private void cancel(String id) {
        var operation = operations.remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }

    private final class Operation extends BaseSubscriber<Map<String, Object>> {
        private final String id;
        private volatile boolean isSubscription;

        Operation(String id) {
            this.id = id;
        }

        /**
         * Responses of an operation. A document whose execution was not begun is an error; any other has a response,
         * whatever the errors of its fields.
         */
        Flux<Map<String, Object>> answers(WebGraphQlResponse response) {
            var result = response.getExecutionResult();
            if (result.getData() instanceof Publisher<?> events) {
                isSubscription = true;
                return Flux.from(events).cast(ExecutionResult.class).map(ExecutionResult::toSpecification);
            }
            return result.isDataPresent()
                    ? Flux.just(response.toMap())
                    : Flux.error(new SubscriptionPublisherException(result.getErrors(), new IllegalStateException()));
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Map<String, Object> answer) {
            send(Map.of("id", id, "type", "next", "payload", answer));
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
            endWith(Map.of(
                    "id",
                    id,
                    "type",
                    "error",
                    "payload",
                    errors.stream().map(GraphQLError::toSpecification).toList()));
        }

        /**
         * Removes the operation and sends its last message atomically, so that nothing closes the socket in between.
         */
        private void endWith(Map<String, ?> message) {
            sendLock.lock();
            try {
                if (operations.remove(id, this)) {
                    send(message);
                    leaveWhenAnswered();
                }
            } finally {
                sendLock.unlock();
            }
        }
    }

    /** Sends a message. A client that takes so long to receive it that the server gives up is taken for gone. */
    private void send(Map<String, ?> message) {
        var text = new TextMessage(rules.json().writeValueAsBytes(message));
        sendLock.lock();
        try {
            if (!closed) {
                session.sendMessage(text);
            }
        } catch (IOException | IllegalStateException gone) {
            log.debug("Nothing can be sent to socket {} any more", session.getId(), gone);
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } finally {
            sendLock.unlock();
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

    /** Cancels all operations and releases the permit, whatever ended the session. */
    void end() {
        closed = true;
        timers.dispose();
        operations.keySet().forEach(this::cancel);
        permit.release();
    }

    private void after(Duration time, Runnable action) {
        timers.add(Mono.delay(time).publishOn(THREADS).subscribe(_ -> action.run()));
    }
}
