package dev.daybook.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.springframework.stereotype.Component;

/** Meters of commands by their type and outcome; a command that another sends is a part of that. */
@Component
class CommandMeters {
    private static final String COMMAND = "command";
    private static final String NO_CODE = "none";

    private final MeterProvider<Timer> timer;
    private final MeterProvider<Counter> retries;
    private final MeterProvider<Counter> conflicts;
    /** Kept, since the registry would make the tags anew to find them. */
    private final Map<Class<?>, OfType> types = new ConcurrentHashMap<>();

    CommandMeters(MeterRegistry registry) {
        timer = Timer.builder("daybook.commands")
                .description("Commands, with all their retries and the wait for their turn")
                .withRegistry(registry);
        retries = Counter.builder("daybook.command.retries")
                .description("Attempts after the first")
                .withRegistry(registry);
        conflicts = Counter.builder("daybook.command.conflicts")
                .description("Attempts that another command was in the way of")
                .withRegistry(registry);
    }

    /** The meters of the commands of a type, which are there from its first one on, so that each increase is seen. */
    private record OfType(String name, Timer accepted, Counter retries, Counter conflicts) {}

    private OfType ofType(Class<?> command) {
        var name = command.getSimpleName();
        return new OfType(
                name,
                timed(name, "accepted", NO_CODE),
                retries.withTag(COMMAND, name),
                conflicts.withTag(COMMAND, name));
    }

    private Timer timed(String command, String outcome, String code) {
        return timer.withTags(COMMAND, command, "outcome", outcome, "code", code);
    }

    Call begin(Object command) {
        var type = command instanceof CommandMessage<?> message ? message.getPayloadType() : command.getClass();
        return new Call(types.computeIfAbsent(type, this::ofType));
    }

    /** A command on its way, used by one thread. */
    final class Call {
        private final OfType type;
        private final long start = System.nanoTime();
        private int attempts;

        private Call(OfType type) {
            this.type = type;
        }

        void attempt() {
            attempts++;
        }

        void answered(Object answer) {
            var replayed = answer instanceof Receipt<?> receipt && receipt.replayed();
            end(replayed ? timed(type.name(), "replayed", NO_CODE) : type.accepted());
            count(attempts - 1, attempts - 1);
        }

        void failed(RuntimeException thrown, Failure kind) {
            switch (kind) {
                case CONFLICT, COLLISION -> end("conflict", NO_CODE);
                case LOCK_TIMEOUT -> end("busy", "stream");
                case UNAVAILABLE -> end("unavailable", NO_CODE);
                case DECIDED -> decided(thrown);
            }
            count(attempts - 1, kind.isRetried() ? attempts : attempts - 1);
        }

        private void decided(RuntimeException thrown) {
            if (thrown instanceof Busy) {
                end("busy", "node");
            } else {
                Refusals.codeOf(thrown)
                        .ifPresentOrElse(
                                code -> end("refused", code),
                                () -> end("failed", thrown.getClass().getSimpleName()));
            }
        }

        private void end(String outcome, String code) {
            end(timed(type.name(), outcome, code));
        }

        private void end(Timer timer) {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }

        private void count(int retried, int conflicting) {
            if (conflicting > 0) {
                type.retries().increment(retried);
                type.conflicts().increment(conflicting);
            }
        }
    }
}
