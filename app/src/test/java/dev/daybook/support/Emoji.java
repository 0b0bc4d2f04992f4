package dev.daybook.support;

import java.util.List;
import java.util.stream.IntStream;

/** Texts of characters that are two units in UTF-16 and four bytes in UTF-8, which may be torn where a text is cut. */
public final class Emoji {
    private Emoji() {}

    /**
     * One for each place of the first character: so wherever somebody cuts at a multiple of so many units or bytes, in one of
     * them there is a character across it.
     */
    public static List<String> texts(int characters) {
        return IntStream.range(0, 4)
                .mapToObj(place -> "x".repeat(place) + "\uD83D\uDE00".repeat(characters - place))
                .toList();
    }
}
