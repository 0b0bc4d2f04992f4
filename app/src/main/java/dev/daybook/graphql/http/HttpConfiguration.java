package dev.daybook.graphql.http;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    @Bean
    ServerHttpMessageConvertersCustomizer requestReader(RequestJson json) {
        return converters -> converters.addCustomConverter(new RequestReader(json));
    }
}
