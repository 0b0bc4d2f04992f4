package dev.daybook.reliability;

import dev.daybook.reliability.Trial.Row;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Table of faults and invariants, and below it what was broken. */
record Report(List<Row> rows, Findings verification) {
    private static final int SHOWN = 5;

    boolean isGreen() {
        return verification.isClean() && rows.stream().allMatch(Row::isGreen);
    }

    @Override
    public String toString() {
        var lines = new StringJoiner("\n", "\n", "\n");
        lines.add(line("fault", "evidence", "operations", "unknown at first", names()));
        lines.add(line("---", "---", "---:", "---:", names().replaceAll("I\\d+", "---")));
        rows.forEach(row -> lines.add(line(
                row.fault().name(),
                row.evidence(),
                Integer.toString(row.operations()),
                Integer.toString(row.unknown()),
                cells(row.findings()))));
        lines.add("\nAll projections against their events, at the end: " + verification.cell(Invariant.I6) + "\n");
        Arrays.stream(Invariant.values())
                .forEach(invariant -> lines.add("- %s: %s".formatted(invariant, invariant.sentence())));
        rows.forEach(row -> addBroken(row.fault().name(), row.findings(), lines));
        addBroken("at the end", verification, lines);
        lines.add("\n" + verdict());
        return lines.toString();
    }

    /** The last line: what decides. */
    private String verdict() {
        var red = rows.stream()
                .filter(row -> !row.isGreen())
                .map(row -> row.fault().name())
                .collect(Collectors.joining(", "));
        var skipped = rows.stream().filter(Row::isSkipped).count();
        return isGreen()
                ? "Reliability: GREEN, %d faults landed and all invariants hold, %d skipped"
                        .formatted(rows.size() - skipped, skipped)
                : "Reliability: RED, of %d faults: %s"
                        .formatted(rows.size(), red.isEmpty() ? "none, but at the end" : red);
    }

    static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String names() {
        return Arrays.stream(Invariant.values()).map(Invariant::name).collect(Collectors.joining(" | "));
    }

    private static String cells(Findings findings) {
        return Arrays.stream(Invariant.values()).map(findings::cell).collect(Collectors.joining(" | "));
    }

    private static void addBroken(String where, Findings findings, StringJoiner lines) {
        findings.all()
                .forEach((invariant, how) -> how.stream()
                        .limit(SHOWN)
                        .forEach(one -> lines.add("broken, %s, %s: %s".formatted(where, invariant, one))));
    }
}
