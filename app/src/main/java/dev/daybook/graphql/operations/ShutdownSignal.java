package dev.daybook.graphql.operations;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Ends subscriptions when the shop stops: before the web server, which would wait for their clients. */
@Component
class ShutdownSignal implements SmartLifecycle {
    private volatile Sinks.Empty<Void> closing = Sinks.empty();
    private volatile boolean open;

    <T> Flux<T> untilShutdown(Flux<T> events) {
        return Flux.defer(() -> events.takeUntilOther(closing.asMono()));
    }

    @Override
    public void start() {
        closing = Sinks.empty();
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        closing.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
