package dev.daybook.graphql.socket;

import dev.daybook.graphql.quota.ConnectionQuota;
import dev.daybook.graphql.quota.QuotaExceeded;
import dev.daybook.security.ClientAddress;
import io.micrometer.context.ContextSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Runs a {@link SocketSession} per client. Replaces Spring's handler, of which only the handshake is left: that one
 * closes the socket, and with it all other operations, when a message or an operation fails.
 */
final class SocketHandler extends GraphQlWebSocketHandler {
    private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);

    private final Map<String, SocketSession> sessions = new ConcurrentHashMap<>();
    private final SocketSession.Rules rules;
    private final ConnectionQuota quota;
    private volatile boolean stopping;

    SocketHandler(SocketSession.Rules rules, CorsConfiguration origins, ConnectionQuota quota) {
        super(
                rules.graphQl(),
                new JacksonJsonHttpMessageConverter(rules.json()),
                rules.initTimeout(),
                rules.keepAlive(),
                origins);
        this.rules = rules;
        this.quota = quota;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of("graphql-transport-ws");
    }

    @Override
    public WebSocketHttpRequestHandler initWebSocketHttpRequestHandler(HandshakeHandler handshake) {
        var handler = super.initWebSocketHttpRequestHandler(handshake);
        var interceptors = new ArrayList<>(handler.getHandshakeInterceptors());
        interceptors.add(new HandshakeQuota(quota));
        handler.setHandshakeInterceptors(interceptors);
        return handler;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        try {
            var permit = quota.forSocket(ClientAddress.of(session.getRemoteAddress()));
            var socketSession = new SocketSession(session, rules, permit);
            sessions.put(session.getId(), socketSession);
            socketSession.begin();
            if (stopping) {
                socketSession.leave();
            }
        } catch (QuotaExceeded e) {
            // The handshakes of several sockets overlapped.
            close(session, CloseStatus.SERVICE_OVERLOAD);
        }
    }

    /** Leaves the clients before what they listen to ends: they go on at another node, and would not after a {@code complete}. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        sessions.values().forEach(SocketSession::leave);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        // The caller of the handshake.
        var handshake = (ContextSnapshot) session.getAttributes().get(ContextSnapshot.class.getName());
        try (var _ = Objects.requireNonNull(handshake).setThreadLocals()) {
            withSession(session, socketSession -> socketSession.receive(message.getPayload()));
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        withSession(session, socketSession -> socketSession.refuse("A message is text"));
    }

    /** Logs a transport error at debug level: the client has gone, or has caused it. */
    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        log.debug("The connection of socket {} failed", session.getId(), failure);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var socketSession = sessions.remove(session.getId());
        if (socketSession != null) {
            socketSession.end();
        }
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException gone) {
            log.debug("Socket {} is closed already", session.getId(), gone);
        }
    }

    /** Runs an action on the session, if it is still open: a message may arrive after the socket has been closed. */
    private void withSession(WebSocketSession session, Consumer<SocketSession> action) {
        var socketSession = sessions.get(session.getId());
        if (socketSession != null) {
            action.accept(socketSession);
        }
    }
}
