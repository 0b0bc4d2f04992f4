package dev.daybook.tracing;

import io.opentelemetry.api.trace.SpanBuilder;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;
import org.jspecify.annotations.Nullable;

/** Span of Axon, which starts and ends it on the same thread. */
class AxonSpan implements Span {
    static final Span NONE = NoOpSpanFactory.INSTANCE.createInternalSpan(() -> "");

    private final SpanBuilder builder;
    private @Nullable ActiveSpan span;

    AxonSpan(SpanBuilder builder) {
        this.builder = builder;
    }

    @Override
    public Span start() {
        span = ActiveSpan.start(builder);
        return this;
    }

    @Override
    public void end() {
        if (span != null) {
            span.close();
        }
    }

    @Override
    public Span recordException(Throwable thrown) {
        if (span != null) {
            span.failed(thrown.getClass().getSimpleName());
        }
        return this;
    }
}
