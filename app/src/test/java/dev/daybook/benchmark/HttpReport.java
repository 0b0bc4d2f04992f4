package dev.daybook.benchmark;

import dev.daybook.benchmark.Meter.Measurement;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/** Tables of what was measured. */
final class HttpReport {
    private final Map<Workload, Measurement> shop = new EnumMap<>(Workload.class);
    private final Map<Workload, Measurement> floor = new EnumMap<>(Workload.class);
    private final Map<Workload, SingleRequests> counts = new EnumMap<>(Workload.class);

    void addShop(Workload workload, Measurement measurement) {
        shop.put(workload, measurement);
    }

    void addFloor(Workload workload, Measurement measurement) {
        floor.put(workload, measurement);
    }

    void addCounts(Map<Workload, SingleRequests> singleRequests) {
        counts.putAll(singleRequests);
    }

    /** Returns the row of a workload, which both have served. */
    String line(Workload workload) {
        var served = Objects.requireNonNull(shop.get(workload));
        var single = counts.get(workload);
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %s | %d | %.2f + %.2f | %s | %s | %,.0f kB | %.3f |",
                workload.title(),
                served.window().perSecond(),
                served.window().latencies().percentile(0.5),
                served.window().latencies().percentile(0.99),
                served.window().latencies().failures(),
                served.shopCpu(),
                served.postgresCpu(),
                single == null ? "–" : single.statements(),
                single == null ? "–" : single.roundTrips(),
                served.allocated(),
                served.window().perSecond()
                        / Objects.requireNonNull(floor.get(workload)).window().perSecond());
    }

    private static String floorLine(Workload workload, Measurement measured) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %s | %d | %.3f |",
                workload.title(),
                measured.window().perSecond(),
                measured.window().latencies().percentile(0.5),
                measured.window().latencies().percentile(0.99),
                measured.window().latencies().failures(),
                measured.postgresCpu());
    }

    @Override
    public String toString() {
        var lines = new StringJoiner("\n", """

                | shop | requests/s | p50 | p99 | failed | CPU ms, app + PostgreSQL | statements | round trips | allocated | of the floor |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """, "\n");
        shop.keySet().forEach(workload -> lines.add(line(workload)));
        lines.add("""

                | floor | requests/s | p50 | p99 | failed | CPU ms, PostgreSQL |
                | --- | ---: | ---: | ---: | ---: | ---: |""");
        floor.forEach((workload, measured) -> lines.add(floorLine(workload, measured)));
        return lines.toString();
    }
}
