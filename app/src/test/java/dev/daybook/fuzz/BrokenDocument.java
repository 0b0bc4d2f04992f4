package dev.daybook.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks a document that was whole: tokens are lost, doubled, moved or something else. */
final class BrokenDocument {
    private static final Pattern TOKEN = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|[\\w$@]+|\\.\\.\\.|\\S");
    private static final List<String> OTHERS = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ":",
            "!",
            "$",
            "@",
            "...",
            "=",
            "|",
            "&",
            "#",
            "\"",
            "\"\"\"",
            ",",
            "\\",
            "\0",
            "\u202e",
            "\ud800",
            "😀",
            "\ufeff",
            "null",
            "true",
            "on",
            "fragment",
            "query",
            "mutation",
            "subscription",
            "type",
            "extend",
            "schema",
            "__schema",
            "__typename",
            "$v",
            "@skip(if: true)",
            "@include(if: null)",
            "@include",
            "@deprecated",
            "@unknown(a: 1)",
            "1e400",
            "-",
            "0x1",
            "9".repeat(60),
            "input",
            "id",
            "@skip(if: $b)");

    private BrokenDocument() {}

    static GeneratedDocument of(GeneratedDocument whole, SeededRandom chance) {
        var tokens = new ArrayList<>(
                TOKEN.matcher(whole.query()).results().map(MatchResult::group).toList());
        for (int i = chance.between(1, 3); i > 0 && !tokens.isEmpty(); i--) {
            var place = chance.between(0, tokens.size() - 1);
            switch (chance.between(0, 5)) {
                case 0 -> tokens.remove(place);
                case 1 -> tokens.add(place, tokens.get(place));
                case 2 -> tokens.set(place, chance.of(OTHERS));
                case 3 -> tokens.add(place, chance.of(OTHERS));
                case 4 -> tokens.set(place, tokens.set(chance.between(0, tokens.size() - 1), tokens.get(place)));
                default -> tokens.subList(place, tokens.size()).clear();
            }
        }
        return whole.withQuery(String.join(" ", tokens));
    }
}
