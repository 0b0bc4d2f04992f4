package dev.daybook.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * The span that has caused a message, in its metadata under {@code traceparent}, as W3C defines it. An event is stored with
 * it, so that whoever handles it later, on whatever node, continues the trace.
 */
final class TraceParent {
    private static final W3CTraceContextPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Message<?>> METADATA = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Message<?> message) {
            return message.getMetaData().keySet();
        }

        @Override
        public @Nullable String get(@Nullable Message<?> message, String key) {
            return message != null && message.getMetaData().get(key) instanceof String value ? value : null;
        }
    };

    private TraceParent() {}

    /** The metadata of messages that the current span causes; none while nothing is recorded. */
    static Map<String, String> current() {
        var metadata = new HashMap<String, String>();
        if (Span.current().getSpanContext().isSampled()) {
            PROPAGATOR.inject(Context.current(), metadata, (into, key, value) -> {
                if (into != null) {
                    into.put(key, value);
                }
            });
        }
        return metadata;
    }

    /** The context in which the message is handled: that of this thread, or where it is of another trace, that of its cause. */
    static Context of(Message<?> message) {
        var here = Context.current();
        var cause = PROPAGATOR.extract(Context.root(), message, METADATA);
        var isOfThisTrace = traceOf(cause).equals(traceOf(here));
        return !Span.fromContext(cause).getSpanContext().isValid() || isOfThisTrace ? here : cause;
    }

    private static String traceOf(Context context) {
        return Span.fromContext(context).getSpanContext().getTraceId();
    }
}
