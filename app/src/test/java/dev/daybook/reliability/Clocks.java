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

/** Lets the clock of one of two nodes be wrong, by the library of Debian's package libfaketime. */
final class Clocks {
    static final List<Fault> ALL = List.of(
            new Fault("clock of one of two nodes 61 s fast", 1, false, Faults.SOON, Faults.TYPED, (world, isLong) -> disagree(world, isLong, 61))
                    .inLongForm()
                    .unless(_ -> obstacle()),
            new Fault("clock of one of two nodes 61 s slow", 1, false, Faults.SOON, Faults.TYPED, (world, isLong) -> disagree(world, isLong, -61))
                    .inLongForm()
                    .unless(_ -> obstacle()));

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "libfaketimeMT.so.1";

    private Clocks() {}

    private static Optional<String> obstacle() throws IOException {
        return library().isPresent() ? Optional.empty() : Optional.of("no %s: install libfaketime".formatted(LIBRARY));
    }

    private static Optional<Path> library() throws IOException {
        try (var found = Files.find(LIBRARIES, 3, (path, _) -> path.endsWith("faketime/" + LIBRARY))) {
            return found.findFirst();
        }
    }

    private static Evidence disagree(World world, boolean isLong, int seconds) throws Exception {
        var settings = Map.of(
                "LD_PRELOAD", library().orElseThrow().toString(),
                "FAKETIME", "%+ds".formatted(seconds),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
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
                    "its clock is %d s off; %d of %d requests without success".formatted(off.toSeconds(), failed, operations));
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
                    Instant.now(), ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        }
    }
}
