package dev.daybook.tracing;

import io.opentelemetry.api.trace.Tracer;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.tracing.Span;

/** A span for the events of a transaction: their projection, the statement that appends them, and the commit. */
final class AppendSpans implements EventBusSpanFactory {
    private final Tracer tracer;

    AppendSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span createPublishEventSpan(EventMessage<?> event) {
        return AxonSpan.NONE;
    }

    /** Of a nested command none is started: its events are appended with those of the command around it. */
    @Override
    public Span createCommitEventsSpan() {
        return new AxonSpan(tracer.spanBuilder("append events")) {
            @Override
            public Span start() {
                return CurrentUnitOfWork.map(work -> work.parent().isPresent()).orElse(false) ? this : super.start();
            }
        };
    }

    @Override
    public <T> EventMessage<T> propagateContext(EventMessage<T> event) {
        return event;
    }
}
