package dev.daybook.reliability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Fills the disks of the database, and makes room again. */
final class FullDisks {
    static final List<Fault> ALL = List.of(
            new Fault("data disk full", 3, false, Faults.SOON, Faults.TYPED, FullDisks::fillData)
                    .on(Stage.SMALL_DATA_DISK)
                    .inLongForm()
                    .unless(SmallDisk::obstacle),
            new Fault("WAL disk full", 3, false, Faults.SOON, Faults.TYPED, FullDisks::fillLog)
                    .on(Stage.SMALL_WAL_DISK)
                    .inLongForm()
                    .unless(SmallDisk::obstacle));

    private FullDisks() {}

    private static Evidence fillData(World world, boolean isLong) throws Exception {
        return fill(world, world.database().data(), isLong, () -> {});
    }

    /** A segment that cannot be made ends the server, which comes back only when there is room. */
    private static Evidence fillLog(World world, boolean isLong) throws Exception {
        return fill(world, world.database().data().resolve("pg_wal"), isLong, () -> fillSegments(world));
    }

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    private static Evidence fill(World world, Path path, boolean isLong, Action hurry) throws Exception {
        var before = world.journal().size();
        var complaints = world.database().logged("No space left on device");
        var disk = SmallDisk.mountedAt(path);
        var down = false;
        disk.fill();
        try {
            hurry.run();
            var end = System.nanoTime() + ofSeconds(isLong ? 30 : 8).toNanos();
            do {
                down |= !world.shop().isReady();
                Faults.last(ofMillis(200));
            } while (System.nanoTime() < end);
        } finally {
            disk.makeRoom();
        }
        var complained = world.database().logged("No space left on device") - complaints;
        var unavailable = Faults.failed(world, before);
        world.database().recover();
        var over = System.nanoTime();
        return new Evidence(
                complained > 0 && unavailable > 0 && down,
                "PostgreSQL found no space %d times, readiness %s, %d requests without success"
                        .formatted(complained, down ? "DOWN" : "**UP**", unavailable),
                over);
    }

    /** Goes on to the next segment until there is none. */
    private static void fillSegments(World world) {
        try (var database = world.database().connect();
                var statement = database.createStatement()) {
            while (true) {
                statement.execute(
                        "select pg_logical_emit_message(false, 'reliability', repeat('x', 1000)), pg_switch_wal()");
            }
        } catch (SQLException full) {
            // That was the last.
        }
    }
}
