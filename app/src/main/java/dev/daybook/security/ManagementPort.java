package dev.daybook.security;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Keeps the probes on the port of the shop when the rest of the actuator has a port of its own, which is open to who reaches it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementPort {
    /** Lets it listen where the shop does unless the settings say otherwise, so that a shop for its own machine stays one. */
    ManagementPort(ManagementServerProperties management, ServerProperties shop) {
        if (management.getAddress() == null) {
            management.setAddress(shop.getAddress());
        }
    }

    @Bean
    RouterFunction<ServerResponse> probes(HealthEndpointWebExtension health) {
        return RouterFunctions.route()
                .GET("/actuator/health", _ -> answer(health))
                .GET("/actuator/health/{group}", request -> answer(health, group(request)))
                .build();
    }

    private static String group(ServerRequest request) {
        return request.pathVariable("group");
    }

    private static ServerResponse answer(HealthEndpointWebExtension health, String... path) {
        var found = health.health(ApiVersion.LATEST, WebServerNamespace.SERVER, SecurityContext.NONE, path);
        var answer = ServerResponse.status(found.getStatus());
        var body = found.getBody();
        return body == null
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
