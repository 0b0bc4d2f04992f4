package dev.daybook.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unexpected answers by kind: the first few of each kind are kept whole. */
final class Findings {
    private static final int SHOWN = 3;

    private final Map<String, List<String>> byKind = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String kind, String evidence) {
        counts.merge(kind, 1, Integer::sum);
        var some = byKind.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (some.size() < SHOWN) {
            some.add(evidence);
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        byKind.forEach((kind, some) -> {
            text.append("\n\n== ").append(counts.get(kind)).append(" × ").append(kind);
            some.forEach(evidence -> text.append("\n   ").append(evidence));
        });
        return text.toString();
    }
}
