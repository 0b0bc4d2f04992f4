package dev.daybook.reliability;

import static java.time.Duration.ofSeconds;

import dev.daybook.reliability.Fault.Evidence;
import java.util.List;

/** Takes away one of two servers. Nothing may be acknowledged that the other does not have. */
final class Standbys {
    static final List<Fault> ALL = List.of(
            new Fault(
                            "standby stopped, for which commits wait",
                            3,
                            false,
                            Faults.SOON,
                            Faults.FROM_SILENCE,
                            Standbys::stop)
                    .on(Stage.STANDBY)
                    .inLongForm(),
            new Fault("primary killed, its standby promoted", 1, false, Faults.SOON, Faults.TYPED, Standbys::failOver)
                    .on(Stage.STANDBY)
                    .inLongForm(),
            new Fault(
                            "host of the primary silent, its standby promoted",
                            1,
                            false,
                            Faults.AFTER_SILENCE,
                            Faults.FROM_SILENCE,
                            Standbys::loseHost)
                    .on(Stage.STANDBY_OF_LOST_HOST)
                    .inLongForm());

    private Standbys() {}

    private static Evidence stop(World world, boolean isLong) throws Exception {
        var standby = world.servers().standby();
        var code = standby.stop("INT");
        var before = world.journal().size();
        Faults.last(ofSeconds(isLong ? 30 : 12));
        var changed = world.journal().answersFrom(before).stream()
                .filter(Operation::isOk)
                .count();
        var failed = Faults.failed(world, before);
        standby.start();
        return Evidence.of(
                code == 0 && failed > 0,
                "exit code %d, %d requests without success, %d with".formatted(code, failed, changed));
    }

    private static Evidence failOver(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        var code = world.database().kill();
        Faults.last(ofSeconds(3));
        var failed = Faults.failed(world, before);
        world.servers().promote();
        return Evidence.of(
                code == 137 && failed > 0, "exit code %d, %d requests without success".formatted(code, failed));
    }

    /** The old primary runs on, as on a host that has lost its network. */
    private static Evidence loseHost(World world, boolean isLong) throws Exception {
        var before = world.journal().size();
        world.proxy().fallSilent();
        // Longer than the socket time-out, which all requests may wait for.
        Faults.last(ofSeconds(11));
        var failed = Faults.failed(world, before);
        world.servers().promote();
        return Evidence.of(failed > 0, "%d requests without success".formatted(failed));
    }
}
