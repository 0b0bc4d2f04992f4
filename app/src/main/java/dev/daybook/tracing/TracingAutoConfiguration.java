package dev.daybook.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Lets everything that has a part in an operation report its span. */
@AutoConfiguration(
        after = OpenTelemetryTracingAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration"
        })
@ConditionalOnBean(SdkTracerProvider.class)
class TracingAutoConfiguration {
    @Bean
    FilterRegistrationBean<RequestSpans> requestSpans(
            Tracer tracer, ContextPropagators propagators, GraphQlProperties graphQl) {
        var filter = new FilterRegistrationBean<>(new RequestSpans(tracer, propagators));
        filter.addUrlPatterns(graphQl.getHttp().getPath());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    OperationSpans operationSpans(Tracer tracer) {
        return new OperationSpans(tracer);
    }

    @Bean
    CommandBusSpanFactory commandSpans(Tracer tracer) {
        return new CommandSpans(tracer);
    }

    @Bean
    EventBusSpanFactory appendSpans(Tracer tracer) {
        return new AppendSpans(tracer);
    }

    @Bean
    CorrelationDataProvider traceParent() {
        return _ -> TraceParent.current();
    }

    @Bean
    ConfigurerModule handlerSpans(Tracer tracer) {
        return configurer -> configurer
                .eventProcessing()
                .registerDefaultHandlerInterceptor((_, processor) -> new HandlerSpans(processor, tracer));
    }

    /** Takes the tracer lazily, since a post-processor is made before all else. */
    @Bean
    static BeanPostProcessor statementSpans(ObjectProvider<OpenTelemetry> openTelemetry) {
        return new BeanPostProcessor() {
            @Override
            public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource database
                        ? ProxyDataSourceBuilder.create(database)
                                .listener(new StatementSpans(
                                        () -> openTelemetry.getObject().getTracer(StatementSpans.class.getName())))
                                .build()
                        : bean;
            }
        };
    }
}
