package dev.daybook.tracing;

import dev.daybook.commands.ActorCorrelationProvider;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** A span for each event that a projection or a subscriber handles, in the trace of the command that has caused it. */
final class HandlerSpans implements MessageHandlerInterceptor<EventMessage<?>> {
    static final AttributeKey<String> CORRELATION_ID = AttributeKey.stringKey("daybook.correlation_id");
    private static final AttributeKey<String> PROCESSOR = AttributeKey.stringKey("daybook.processor");

    private final String processor;
    private final Tracer tracer;

    HandlerSpans(String processor, Tracer tracer) {
        this.processor = processor;
        this.tracer = tracer;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain)
            throws Exception {
        var event = work.getMessage();
        var cause = TraceParent.of(event);
        if (!Span.fromContext(cause).getSpanContext().isValid()) {
            return chain.proceed();
        }
        try (var span = ActiveSpan.start(
                tracer.spanBuilder(processor + " " + event.getPayloadType().getSimpleName())
                        .setParent(cause)
                        .setAttribute(PROCESSOR, processor)
                        .setAttribute(CORRELATION_ID, ActorCorrelationProvider.correlationIdOf(event)))) {
            try {
                return chain.proceed();
            } catch (Exception e) {
                span.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }
}
