package dev.daybook.graphql.limits;

import dev.daybook.graphql.documents.PersistedQueries;
import dev.daybook.graphql.quota.CostRate;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    /** Number of characters in the cache; parsed, each takes 10 to 60 bytes. */
    private static final int CACHED_CHARACTERS = 1024 * 1024;

    @Bean
    @Order(0)
    DocumentLimits documentLimits() {
        return new DocumentLimits();
    }

    @Bean
    @Order(0)
    OperationLimits operationLimits(Introspection introspection, CostRate rate) {
        return new OperationLimits(OperationLimits.MAX_COST, introspection, rate);
    }

    @Bean
    GraphQlSourceBuilderCustomizer documentCache(PersistedQueries persisted) {
        var documents = persisted.inFrontOf(new DocumentCache(CACHED_CHARACTERS));
        return source -> source.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents));
    }
}
