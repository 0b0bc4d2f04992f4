package dev.daybook.graphql.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.graphql.quota.ConnectionQuota;
import dev.daybook.security.ClientAddress;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Handshake interceptor that refuses one WebSocket too many while that is still cheap. The permit is taken when the
 * socket is open.
 */
final class HandshakeQuota implements HandshakeInterceptor {
    private static final String RETRY_AFTER_SECONDS = "30";

    private final ConnectionQuota quota;

    HandshakeQuota(ConnectionQuota quota) {
        this.quota = quota;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        if (quota.isFullOfSocketsFrom(ClientAddress.of(request.getRemoteAddress()))) {
            refuse(response, HttpStatus.TOO_MANY_REQUESTS, "This address has too many WebSockets");
            return false;
        }
        if (quota.isFullOfSockets()) {
            refuse(response, HttpStatus.SERVICE_UNAVAILABLE, "There are too many WebSockets at this moment");
            return false;
        }
        return true;
    }

    private void refuse(ServerHttpResponse response, HttpStatus status, String message) throws IOException {
        quota.countRefusedSocket();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        response.getBody().write("""
                {"errors":[{"message":"%s","extensions":{"code":"TOO_MANY_CONNECTIONS"}}]}""".formatted(message).getBytes(UTF_8));
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
