package dev.daybook.reliability;

import dev.daybook.reliability.Fault.Evidence;
import dev.daybook.support.Client;
import dev.daybook.support.Nginx;
import java.util.Optional;

/** Restarts two nodes one after the other behind the proxy as it is shipped, of which no client may notice anything. */
final class RollingRestart {
    static final Fault FAULT = new Fault(
                    "rolling restart behind nginx", 3, false, Faults.SOON, Faults.TYPED, RollingRestart::strike)
            .unless(_ -> Nginx.program().isEmpty() ? Optional.of("needs nginx") : Optional.empty());

    /** More clients would keep the nodes from their start, on a machine with two cores. */
    private static final int FEW = 2;

    private static final int SOME = 20;

    private RollingRestart() {}

    private static Evidence strike(World world, boolean isLong) throws Exception {
        world.load().stop();
        try (var other = world.nodes().open();
                var proxy = Nginx.inFrontOf(world.shop().address(), other.address());
                var listeners = Listeners.open(Client.of(proxy.address(), null))) {
            var before = world.journal().size();
            world.load().sendThrough(proxy);
            world.load().start(isLong ? Integer.MAX_VALUE : FEW);
            listeners.awaitEvents();
            var first = restart(world.shop(), world, listeners);
            var second = restart(other, world, listeners);
            var answers = world.journal().size() - before;
            var failed = Faults.failed(world, before);
            world.load().stop();
            world.load().sendTo(world.shop());
            world.load().start();
            return Evidence.of(
                    first == 143
                            && second == 143
                            && failed == 0
                            && listeners.movedSockets() > 0
                            && listeners.movedStreams() > 0,
                    "exit codes %d and %d, %d of %d requests not answered 200; %d sockets and %d event streams went on at the other node"
                            .formatted(
                                    first,
                                    second,
                                    failed,
                                    answers,
                                    listeners.movedSockets(),
                                    listeners.movedStreams()));
        }
    }

    private static int restart(ShopNode node, World world, Listeners listeners) throws Exception {
        var code = node.terminate();
        node.start();
        listeners.awaitEvents();
        ManyNodes.awaitSuccesses(world, SOME);
        return code;
    }
}
