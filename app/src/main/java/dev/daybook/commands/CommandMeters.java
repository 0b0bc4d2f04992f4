package dev.daybook.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
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
    /** Kept, since the registry would make the tags anew to find a timer. */
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    private final Map<Class<?>, Attempts> attemptsByType = new ConcurrentHashMap<>();

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

    private enum Outcome {
        ACCEPTED,
        REPLAYED,
        REFUSED,
        CONFLICT,
        BUSY,
        UNAVAILABLE,
        FAILED;

        private final String tag = name().toLowerCase(Locale.ROOT);
    }

    private record Series(Class<?> command, Outcome outcome, String code) {
        private String[] tags() {
            return new String[] {COMMAND, command.getSimpleName(), "outcome", outcome.tag, "code", code};
        }
    }

    private record Attempts(Counter retries, Counter conflicts) {}

    Call begin(Object command) {
        return new Call(command instanceof CommandMessage<?> message ? message.getPayloadType() : command.getClass());
    }

    /** A command on its way, used by one thread. */
    final class Call {
        private final Class<?> command;
        private final long start = System.nanoTime();
        private int attempts;

        private Call(Class<?> command) {
            this.command = command;
        }

        void attempt() {
            attempts++;
        }

        void answered(Object answer) {
            var replayed = answer instanceof Receipt<?> receipt && receipt.replayed();
            end(replayed ? Outcome.REPLAYED : Outcome.ACCEPTED, NO_CODE);
            count(attempts - 1, attempts - 1);
        }

        void failed(RuntimeException thrown, Failure kind) {
            switch (kind) {
                case CONFLICT, COLLISION -> end(Outcome.CONFLICT, NO_CODE);
                case LOCK_TIMEOUT -> end(Outcome.BUSY, "stream");
                case UNAVAILABLE -> end(Outcome.UNAVAILABLE, NO_CODE);
                case DECIDED -> decided(thrown);
            }
            count(attempts - 1, kind.isRetried() ? attempts : attempts - 1);
        }

        private void decided(RuntimeException thrown) {
            if (thrown instanceof Busy) {
                end(Outcome.BUSY, "node");
            } else {
                Refusals.codeOf(thrown)
                        .ifPresentOrElse(
                                code -> end(Outcome.REFUSED, code),
                                () -> end(Outcome.FAILED, thrown.getClass().getSimpleName()));
            }
        }

        private void end(Outcome outcome, String code) {
            timers.computeIfAbsent(new Series(command, outcome, code), series -> timer.withTags(series.tags()))
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }

        /** Counts from the first command of a type on, so that a first retry is seen as an increase. */
        private void count(int retried, int conflicting) {
            var counters = attemptsByType.computeIfAbsent(
                    command,
                    type -> new Attempts(
                            retries.withTag(COMMAND, type.getSimpleName()),
                            conflicts.withTag(COMMAND, type.getSimpleName())));
            if (conflicting > 0) {
                counters.retries().increment(retried);
                counters.conflicts().increment(conflicting);
            }
        }
    }
}
