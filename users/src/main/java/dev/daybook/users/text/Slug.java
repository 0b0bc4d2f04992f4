package dev.daybook.users.text;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;

import com.ibm.icu.text.Transliterator;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Readable part of an address: 1 to 200 lower-case letters, digits and single hyphens between them. */
public record Slug(String value) {
    private static final int MAX = 200;
    private static final int COUNTED = 1_000;
    private static final Pattern FORMAT = Pattern.compile("^[a-z0-9]+(-[a-z0-9]+)*$");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\p{ASCII}&&[^a-z0-9]]+|[\\p{Z}\\p{P}]+");
    private static final Pattern REMOVED = Pattern.compile("[^a-z0-9-]+");

    public Slug {
        InvalidValue.unlessLength(value, 1, MAX);
        if (!FORMAT.matcher(value).matches()) {
            throw new InvalidValue(
                    INVALID_FORMAT, FORMAT.pattern(), "may contain only a-z, 0-9 and single hyphens between them");
        }
    }

    public static Slug typed(String text) {
        return typed(text, MAX);
    }

    /** Reads a slug of at most {@code max} characters, as {@link #typed(String)} does. */
    public static Slug typed(String text, int max) {
        return new Slug(Typed.line(text, 1, max));
    }

    /**
     * Writes other scripts and signs with Latin letters. Created with the first slug, as it takes ICU a fifth of a second.
     * The letters that stand here are in use from Baku to Accra, and ICU leaves them as they are.
     */
    private static final class Latin {
        static final Transliterator LETTERS = Transliterator.createFromRules("Slug", """
                ::Any-Latin;
                [ʹ-ˁˆ-ˑˬˮ] > ;
                [əƏǝƎ] > e;
                [ɔƆ] > o;
                [ɩƖ] > i;
                [ʊƱ] > u;
                [ɣƔ] > g;
                [ʒƷ] > z;
                ::Latin-ASCII;
                ::NFKD;
                ::[:M:] Remove;
                ::Latin-ASCII;
                """, Transliterator.FORWARD);
    }

    /**
     * The slug of a name, or {@code fallback} for a name without a letter or digit. At most {@code max} characters.
     * Slugs that were made once stay: this may give another one for the same name when the library has learned more.
     */
    public static Slug from(String name, String fallback, int max) {
        var latin = Latin.LETTERS.transliterate(name).toLowerCase(Locale.ROOT);
        var slug = REMOVED.matcher(BETWEEN_WORDS.matcher(latin).replaceAll("-")).replaceAll("");
        var words = withSingleHyphens(slug);
        var cut = withSingleHyphens(words.substring(0, Math.min(words.length(), max)));
        return new Slug(cut.isEmpty() ? fallback : cut);
    }

    /**
     * This slug, or the first of {@code slug-2}, {@code slug-3}… that is not taken, of at most {@code max} characters. Asks
     * which of them are taken: of this alone, then of all up to 10, to 100, to 1,000. Where so many have the same, a number
     * is drawn rather than counted.
     */
    public Slug orNextFree(int max, Function<Collection<String>, Collection<String>> taken) {
        return IntStream.iterate(1, last -> last <= COUNTED, last -> last * 10)
                .mapToObj(last -> firstFree(last / 10 + 1, last, max, taken))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> numbered(ThreadLocalRandom.current().nextInt(COUNTED, Integer.MAX_VALUE), max));
    }

    private Optional<Slug> firstFree(
            int first, int last, int max, Function<Collection<String>, Collection<String>> taken) {
        var candidates = IntStream.rangeClosed(first, last)
                .mapToObj(n -> n == 1 ? this : numbered(n, max))
                .toList();
        var gone = Set.copyOf(taken.apply(candidates.stream().map(Slug::value).toList()));
        return candidates.stream().filter(slug -> !gone.contains(slug.value())).findFirst();
    }

    private Slug numbered(int n, int max) {
        var suffix = "-" + n;
        var base = value.substring(0, Math.min(value.length(), max - suffix.length()))
                .replaceAll("-$", "");
        return new Slug(base + suffix);
    }

    private static String withSingleHyphens(String slug) {
        return slug.replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
