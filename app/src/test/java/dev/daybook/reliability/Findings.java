package dev.daybook.reliability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found broken, by invariant; and which invariants were looked at. */
final class Findings {
    private final Map<Invariant, List<String>> broken = new EnumMap<>(Invariant.class);
    private final Map<Invariant, String> figures = new EnumMap<>(Invariant.class);

    void broken(Invariant invariant, String how) {
        broken.computeIfAbsent(invariant, _ -> new ArrayList<>()).add(how);
    }

    /** Notes that the invariant was looked at, and what was measured. */
    void checked(Invariant invariant, String figure) {
        figures.put(invariant, figure);
    }

    void checked(Invariant... invariants) {
        for (var invariant : invariants) {
            checked(invariant, "holds");
        }
    }

    boolean isClean() {
        return broken.isEmpty();
    }

    Map<Invariant, List<String>> all() {
        return broken;
    }

    String cell(Invariant invariant) {
        var how = broken.get(invariant);
        var figure = figures.getOrDefault(invariant, "–");
        return how == null ? figure : "**broken** (%d) %s".formatted(how.size(), figure);
    }
}
