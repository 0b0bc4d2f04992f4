package dev.daybook.graphql.operations;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The page for who runs the shop. Anybody may load it: what it shows comes from the API, which asks who they are. */
@Configuration(proxyBeanMethods = false)
class OperatorsPage {
    @Bean
    RouterFunction<ServerResponse> operatorsPageRoute(@Value("classpath:operations/index.html") Resource page) {
        return RouterFunctions.route()
                .GET(
                        "/operations",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .body(page))
                .build();
    }
}
