package dev.daybook.benchmark;

import java.util.Optional;

/** Reads before and after a load what the shop and PostgreSQL have used. */
final class Meter {
    private final ShopProcess shop;
    private final Optional<ProcessTree> postgres;
    private final double shopCpu;
    private final double postgresCpu;
    private final long allocated;

    private Meter(ShopProcess shop, Optional<ProcessTree> postgres) {
        this.shop = shop;
        this.postgres = postgres;
        shopCpu = shop.processes().cpuSeconds();
        postgresCpu = cpuSeconds(postgres);
        allocated = shop.allocatedBytes();
    }

    static Meter start(ShopProcess shop, Optional<ProcessTree> postgres) {
        return new Meter(shop, postgres);
    }

    /** PostgreSQL on another machine has no process here, and uses nothing that can be seen. */
    private static double cpuSeconds(Optional<ProcessTree> postgres) {
        return postgres.map(ProcessTree::cpuSeconds).orElse(Double.NaN);
    }

    Measurement stop(ClosedLoop.Window window) {
        var requests = window.latencies().count();
        return new Measurement(
                window,
                (shop.processes().cpuSeconds() - shopCpu) * 1000 / requests,
                (cpuSeconds(postgres) - postgresCpu) * 1000 / requests,
                (shop.allocatedBytes() - allocated) / 1024.0 / requests);
    }

    /** A load, and what a request of it has cost: milliseconds of CPU, and kilobytes on the heap of the shop. */
    record Measurement(ClosedLoop.Window window, double shopCpu, double postgresCpu, double allocated) {}
}
