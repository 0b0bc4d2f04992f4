package dev.daybook.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** A span that is the current one of its thread from its start to its end. */
final class ActiveSpan implements AutoCloseable {
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Span span;
    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // Closed by close().
    private ActiveSpan(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
    }

    static ActiveSpan start(SpanBuilder span) {
        return new ActiveSpan(span.startSpan());
    }

    Span span() {
        return span;
    }

    /** Marks it as failed by the kind of the failure. The message and the stack are left out, since they may hold a value. */
    void failed(String kind) {
        fail(span, kind);
    }

    static void fail(Span span, String kind) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, kind);
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
