package dev.daybook.benchmark;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/** Names and texts that mean little and are about as long as real ones. */
final class InventedTexts {
    private static final String[] FIRST = {
        "Ada",
        "Alan",
        "Grace",
        "Margaret",
        "Edsger",
        "Barbara",
        "Donald",
        "Frances",
        "Niklaus",
        "Radia",
        "Tony",
        "Karen"
    };
    private static final String[] LAST = {
        "Lovelace", "Turing", "Hopper", "Hamilton", "Dijkstra", "Liskov", "Knuth", "Allen", "Wirth", "Perlman", "Hoare"
    };
    private static final String[] ADJECTIVES = {
        "folding", "wireless", "woollen", "brass", "quiet", "waterproof", "wooden", "rechargeable", "small", "blue"
    };
    private static final String[] NOUNS = {
        "lantern", "keyboard", "notebook", "blanket", "turntable", "kettle", "umbrella", "chair", "lamp", "backpack"
    };
    private static final String[] SENTENCES = {
        "It runs for up to 40 hours and can charge a phone in an emergency.",
        "Let it rest for an evening before you use it for the first time.",
        "The cover can be washed at 40 degrees, \"but not too often\".",
        "Made of recycled material – in a small town by the sea.",
        "If it still runs fast, wait another day before you touch the screw.",
        "We have had ours for ten years, and it looks as new."
    };

    private final RandomGenerator random;

    InventedTexts(RandomGenerator random) {
        this.random = random;
    }

    String name() {
        return any(FIRST) + " " + any(LAST);
    }

    String thing() {
        return StringUtils.capitalize(any(ADJECTIVES)) + " " + noun();
    }

    String noun() {
        return any(NOUNS);
    }

    String sentences(int count) {
        return Stream.generate(() -> any(SENTENCES)).limit(count).collect(Collectors.joining(" "));
    }

    private String any(String[] words) {
        return words[random.nextInt(words.length)];
    }

    /** One of the list, those in front more often. */
    static <T> T often(List<T> list, RandomGenerator random) {
        var chance = random.nextDouble();
        return list.get((int) (list.size() * chance * chance));
    }
}
