package dev.daybook.eventstore.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Times the event handlers of projections within commands; a replay calls them without this. */
@Component
class ProjectionTimers implements HandlerEnhancerDefinition {
    /** Asked for late, since handlers are looked at before the registry is configured. */
    private final ObjectProvider<MeterRegistry> meters;

    ProjectionTimers(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        return handler.unwrap(Method.class)
                .map(Method::getDeclaringClass)
                .filter(type -> !type.isAnnotationPresent(DisallowReplay.class))
                .map(type -> type.getAnnotation(ProcessingGroup.class))
                .<MessageHandlingMember<T>>map(
                        group -> new Timed<>(handler, SingletonSupplier.of(() -> timer(group.value()))))
                .orElse(handler);
    }

    private Timer timer(String projection) {
        return Timer.builder("daybook.projections")
                .description("Events that were projected within their command")
                .tag("projection", projection)
                .register(meters.getObject());
    }

    private static final class Timed<T> extends WrappedMessageHandlingMember<T> {
        private final Supplier<Timer> timer;

        Timed(MessageHandlingMember<T> handler, Supplier<Timer> timer) {
            super(handler);
            this.timer = timer;
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            var start = System.nanoTime();
            try {
                return super.handle(message, target);
            } finally {
                timer.get().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        }
    }
}
