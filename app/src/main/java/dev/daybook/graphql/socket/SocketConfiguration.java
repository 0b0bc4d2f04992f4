package dev.daybook.graphql.socket;

import dev.daybook.graphql.errors.ErrorCodes;
import dev.daybook.graphql.http.RequestJson;
import dev.daybook.graphql.quota.ConnectionQuota;
import dev.daybook.security.CallerResolver;
import java.util.Objects;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.web.cors.CorsConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** Configures the WebSocket handler that replaces Spring's. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {
    @Bean
    GraphQlWebSocketHandler graphQlWebSocketHandler(
            WebGraphQlHandler graphQl,
            JsonMapper json,
            RequestJson requests,
            GraphQlProperties properties,
            GraphQlCorsProperties origins,
            CallerResolver callers,
            ConnectionQuota quota) {
        var settings = properties.getWebsocket();
        var rules = new SocketSession.Rules(
                graphQl,
                json,
                requests.mapper(),
                settings.getConnectionInitTimeout(),
                settings.getKeepAlive(),
                ErrorCodes::ofSubscription,
                callers);
        return new SocketHandler(
                rules, Objects.requireNonNullElseGet(origins.toCorsConfiguration(), CorsConfiguration::new), quota);
    }
}
