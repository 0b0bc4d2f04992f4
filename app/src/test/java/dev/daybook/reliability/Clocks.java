package dev.daybook.reliability;

import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the clock of one of two nodes be wrong: a library in front of that of the system answers another time of day to the
 * whole JVM, and leaves the time that only goes on. (libfaketime would take a lock for each answer, with which a start takes
 * more than a minute.)
 */
final class Clocks {
    static final List<Fault> ALL = List.of(
            new Fault(
                            "clock of one of two nodes 61 s fast",
                            1,
                            false,
                            Faults.SOON,
                            Faults.TYPED,
                            (world, isLong) -> disagree(world, isLong, 61))
                    .inLongForm()
                    .unless(_ -> obstacle()),
            new Fault(
                            "clock of one of two nodes 61 s slow",
                            1,
                            false,
                            Faults.SOON,
                            Faults.TYPED,
                            (world, isLong) -> disagree(world, isLong, -61))
                    .inLongForm()
                    .unless(_ -> obstacle()));

    private static final String SOURCE = """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdlib.h>
            #include <sys/time.h>
            #include <time.h>

            static long off;
            static int (*clock_of_system)(clockid_t, struct timespec *);

            __attribute__((constructor)) static void begin(void) {
                off = atol(getenv("CLOCK_OFF_BY"));
                clock_of_system = dlsym(RTLD_NEXT, "clock_gettime");
            }

            int clock_gettime(clockid_t clock, struct timespec *now) {
                if (!clock_of_system) begin();
                int result = clock_of_system(clock, now);
                if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += off;
                return result;
            }

            int gettimeofday(struct timeval *restrict now, void *restrict zone) {
                struct timespec precise;
                int result = clock_gettime(CLOCK_REALTIME, &precise);
                now->tv_sec = precise.tv_sec;
                now->tv_usec = precise.tv_nsec / 1000;
                return result;
            }

            time_t time(time_t *now) {
                struct timespec precise;
                clock_gettime(CLOCK_REALTIME, &precise);
                if (now) *now = precise.tv_sec;
                return precise.tv_sec;
            }
            """;

    private Clocks() {}

    private static Optional<String> obstacle() {
        return Programs.named("cc").findFirst().isPresent()
                ? Optional.empty()
                : Optional.of("no C compiler (cc), which makes the clock wrong");
    }

    private static Path library(Path directory) throws IOException, InterruptedException {
        var source = Files.writeString(directory.resolve("clock.c"), SOURCE);
        var library = directory.resolve("clock.so").toAbsolutePath();
        var compiler = new ProcessBuilder(
                        "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("The library with another clock cannot be compiled");
        }
        return library;
    }

    private static Evidence disagree(World world, boolean isLong, int seconds) throws Exception {
        var settings = Map.of(
                "LD_PRELOAD", library(world.nodes().directory()).toString(),
                "CLOCK_OFF_BY", Integer.toString(seconds));
        try (var other = world.nodes().open(settings)) {
            var off = clockOf(other);
            var before = world.journal().size();
            world.load().sendTo(world.shop(), other);
            Faults.last(ofSeconds(isLong ? 60 : 15));
            var now = System.nanoTime();
            var _ = world.journal().awaitSuccesses(100, now, now + ofSeconds(60).toNanos());
            world.load().sendTo(world.shop());
            var failed = Faults.failed(world, before);
            var operations = world.journal().size() - before;
            other.terminate();
            return Evidence.of(
                    Math.abs(off.toSeconds() - seconds) <= 2,
                    "its clock is %d s off; %d of %d requests without success"
                            .formatted(off.toSeconds(), failed, operations));
        }
    }

    /** As it tells in its answers. */
    private static Duration clockOf(ShopNode node) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(URI.create(node.address() + "/actuator/health/liveness"))
                    .build();
            var date = http.send(health, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElseThrow();
            return Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        }
    }
}
