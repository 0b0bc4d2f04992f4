package dev.daybook.graphql;

import dev.daybook.eventstore.log.RecordedEvent;
import dev.daybook.graphql.access.ClientAddresses;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.loading.RelationFetchers;
import dev.daybook.graphql.types.Scalars;
import dev.daybook.security.Caller;
import dev.daybook.security.CallerResolver;
import dev.daybook.security.ClientAddress;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.execution.SchemaReport;

@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {
    @Bean
    RuntimeWiringConfigurer scalarsAndRules() {
        return wiring -> wiring.scalar(Scalars.DATE_TIME)
                .scalar(Scalars.DECIMAL_TYPE)
                .scalar(Scalars.LONG)
                .scalar(Scalars.CURRENCY_CODE)
                .scalar(Scalars.IDEMPOTENCY_KEY)
                .scalar(Scalars.JSON)
                // The engine has one already.
                .strictMode(false)
                .scalar(Scalars.ID)
                .strictMode(true)
                .directiveWiring(new RuleDescriptions());
    }

    @Bean
    GraphQlSourceBuilderCustomizer schema(
            RelationFetchers relations,
            MutationRules mutations,
            SubscriptionRules subscriptions,
            CallerResolver callers,
            ObjectProvider<Instrumentation> instrumentations) {
        var types = new ClassNameTypeResolver();
        types.setClassNameExtractor(type -> type.getSimpleName().replaceAll("View$", ""));
        types.addMapping(RecordedEvent.class, "DomainEvent");
        return builder -> builder.defaultTypeResolver(types)
                .typeVisitors(List.of(new SchemaRules(relations, mutations, subscriptions, callers)))
                .configureGraphQl(graphQl -> graphQl.instrumentation(new OperationInstrumentation(
                        instrumentations.orderedStream().toList())))
                .inspectSchemaMappings(GraphQlConfiguration::refuseGaps);
    }

    /** Fails the start when a field of the schema has no controller, or a controller no field in the schema. */
    static void refuseGaps(SchemaReport report) {
        var unmapped = report.unmappedFields().stream()
                // Payloads inherit them from their interface, which the inspection does not look at.
                .filter(field -> !field.getFieldName().equals("userErrors"))
                .toList();
        if (!unmapped.isEmpty()
                || !report.unmappedRegistrations().isEmpty()
                || !report.unmappedArguments().isEmpty()) {
            throw new IllegalStateException("Fields without a controller: %s, controllers without a field: %s, %s"
                    .formatted(
                            unmapped,
                            report.unmappedRegistrations().keySet(),
                            report.unmappedArguments().values()));
        }
    }

    /** Runs controllers on the thread of the request, since another virtual thread would gain nothing. */
    @Bean
    AnnotatedControllerConfigurer annotatedControllerConfigurer() {
        var configurer = new AnnotatedControllerConfigurer();
        configurer.configureBinder(
                options -> options.conversionService(ApplicationConversionService.getSharedInstance()));
        configurer.setBlockingMethodPredicate(_ -> false);
        configurer.addCustomArgumentResolver(new ArgumentOf<>(Caller.class, CurrentCaller::of));
        configurer.addCustomArgumentResolver(new ArgumentOf<>(ClientAddress.class, ClientAddresses::of));
        return configurer;
    }

    private record ArgumentOf<T>(Class<T> type, Function<DataFetchingEnvironment, T> value)
            implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment field) {
            return value.apply(field);
        }
    }
}
