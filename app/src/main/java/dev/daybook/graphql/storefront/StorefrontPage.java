package dev.daybook.graphql.storefront;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The page of the storefront, unless it is switched off. Its content comes from the API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("daybook.storefront")
class StorefrontPage {
    /** Before whatever else may be there. */
    @Bean
    @Order(0)
    RouterFunction<ServerResponse> storefrontRoute(@Value("classpath:storefront/index.html") Resource page) {
        return RouterFunctions.route()
                .GET(
                        "/",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .body(page))
                .build();
    }
}
