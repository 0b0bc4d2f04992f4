package dev.daybook.tracing;

import dev.daybook.commands.ActorCorrelationProvider;
import io.opentelemetry.api.trace.Tracer;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.tracing.Span;

/** A span for each attempt at a command, from its dispatch to the end of its transaction or of its part of one. */
final class CommandSpans implements CommandBusSpanFactory {
    private final Tracer tracer;

    CommandSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span createDispatchCommandSpan(CommandMessage<?> command, boolean distributed) {
        return new AxonSpan(tracer.spanBuilder(command.getPayloadType().getSimpleName())
                .setParent(TraceParent.of(command))
                .setAttribute(HandlerSpans.CORRELATION_ID, ActorCorrelationProvider.correlationIdOf(command)));
    }

    /** None: only its dispatch hears of a failure. */
    @Override
    public Span createHandleCommandSpan(CommandMessage<?> command, boolean distributed) {
        return AxonSpan.NONE;
    }

    @Override
    public <T> CommandMessage<T> propagateContext(CommandMessage<T> command) {
        return command;
    }
}
