package dev.daybook.graphql.http;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Redirects the addresses that people type to those of the pages. */
@Configuration(proxyBeanMethods = false)
class PageAddresses {
    @Bean
    RouterFunction<ServerResponse> pageRedirects(@Value("${spring.graphql.graphiql.enabled}") boolean graphiQl) {
        var routes = RouterFunctions.route().GET("/operations/", _ -> redirect("../operations"));
        if (graphiQl) {
            routes.GET("/", _ -> redirect("graphiql")).GET("/graphiql/", _ -> redirect("../graphiql"));
        }
        return routes.build();
    }

    /** Redirects relatively, so that it holds below the path of a proxy too. */
    private static ServerResponse redirect(String page) {
        return ServerResponse.temporaryRedirect(URI.create(page)).build();
    }
}
