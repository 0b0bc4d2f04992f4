package dev.daybook.support;

import java.net.URI;
import java.util.Map;
import org.springframework.graphql.client.WebSocketGraphQlClientInterceptor;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.web.reactive.socket.client.StandardWebSocketClient;
import reactor.core.publisher.Mono;

/** Opens WebSockets. Whoever opens one stops it. */
public final class Sockets {
    private Sockets() {}

    public static WebSocketGraphQlTester of(Client client) {
        var address = URI.create(client.address().replaceFirst("^http", "ws") + "/graphql");
        var builder = WebSocketGraphQlTester.builder(address, new StandardWebSocketClient());
        var token = client.accessToken();
        if (token != null) {
            builder = builder.interceptor(new WebSocketGraphQlClientInterceptor() {
                @Override
                public Mono<Object> connectionInitPayload() {
                    return Mono.just(Map.of("Authorization", "Bearer " + token));
                }
            });
        }
        var socket = builder.build();
        socket.start().block();
        return socket;
    }
}
