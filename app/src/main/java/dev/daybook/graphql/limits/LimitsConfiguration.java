package dev.daybook.graphql.limits;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    /** Parsed, a character takes 10 to 60 bytes. */
    private static final int CACHED_CHARACTERS = 1024 * 1024;

    @Bean
    DocumentLimits documentLimits() {
        return new DocumentLimits();
    }

    @Bean
    OperationLimits operationLimits() {
        return new OperationLimits(OperationLimits.MAX_COST);
    }

    @Bean
    GraphQlSourceBuilderCustomizer documentCache() {
        var documents = new DocumentCache(CACHED_CHARACTERS);
        return source -> source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents));
    }
}
