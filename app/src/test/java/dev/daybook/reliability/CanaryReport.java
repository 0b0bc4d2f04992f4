package dev.daybook.reliability;

import dev.daybook.reliability.Trial.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Table of defects, and of the invariants that have seen them. */
record CanaryReport(Map<Canary, Row> rows) {
    boolean isComplete() {
        return rows.entrySet().stream().allMatch(row -> isSeen(row.getKey(), row.getValue()));
    }

    static boolean isSeen(Canary canary, Row row) {
        return row.hasLanded() && row.findings().all().containsKey(canary.broken());
    }

    @Override
    public String toString() {
        var lines = new StringJoiner("\n", "\n", "\n");
        lines.add(Report.line("canary", "defect", "fault", "evidence", "seen by", "for example"));
        lines.add(Report.line("---", "---", "---", "---", "---", "---"));
        rows.forEach((canary, row) -> lines.add(Report.line(
                canary.name(),
                canary.sentence(),
                row.fault().name(),
                row.evidence(),
                invariants(row),
                example(canary, row))));
        lines.add("\n" + verdict());
        return lines.toString();
    }

    /** The last line: what decides. */
    private String verdict() {
        var unseen = rows.entrySet().stream()
                .filter(row -> !isSeen(row.getKey(), row.getValue()))
                .map(row -> row.getKey().name())
                .collect(Collectors.joining(", "));
        return isComplete()
                ? "Canaries: each of %d defects was seen".formatted(rows.size())
                : "Canaries: of %d defects these were not seen: %s".formatted(rows.size(), unseen);
    }

    static String invariants(Row row) {
        return row.findings().all().entrySet().stream()
                .map(broken ->
                        "%s (%d)".formatted(broken.getKey(), broken.getValue().size()))
                .collect(Collectors.joining(", "));
    }

    private static String example(Canary canary, Row row) {
        return Optional.ofNullable(row.findings().all().get(canary.broken()))
                .map(List::getFirst)
                .orElse("**not seen**");
    }
}
