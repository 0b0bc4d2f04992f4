package dev.daybook.graphql.operations;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The page for operators. Anybody may load it: its content comes from the API, which checks the caller's role. */
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
