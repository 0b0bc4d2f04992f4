package dev.daybook.commandline;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests known names that are similar to a mistyped one. */
final class Suggestions {
    private static final int MAX_SUGGESTIONS = 5;

    private Suggestions() {}

    static List<String> to(String name, Collection<String> known) {
        var wanted = name.toLowerCase(Locale.ROOT);
        record Near(String name, int distance) {}
        return known.stream()
                .map(other -> new Near(other, distance(wanted, other.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= Math.max(2, wanted.length() / 3))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MAX_SUGGESTIONS)
                .map(Near::name)
                .toList();
    }

    /** Edit distance to the name; 0 when the name contains the text. */
    private static int distance(String wanted, String name) {
        if (!wanted.isEmpty() && name.contains(wanted)) {
            return 0;
        }
        var withoutModule = name.substring(name.indexOf('.') + 1);
        return Math.min(edits(wanted, name), edits(wanted, withoutModule));
    }

    private static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                var change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
