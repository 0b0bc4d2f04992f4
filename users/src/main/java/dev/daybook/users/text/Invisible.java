package dev.daybook.users.text;

import com.ibm.icu.text.UnicodeSet;

/**
 * Drops invisible characters of a text, but for those that change how it looks: a joiner in an emoji or in Persian, the
 * variant of a sign, the mark that puts a Hebrew name in order.
 */
final class Invisible {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;

    /** The blank of Braille is an ordinary sign for Unicode. Signs before numbers and joiners of hieroglyphs can be seen. */
    private static final UnicodeSet INVISIBLE = new UnicodeSet("[[[:Cf:][:Default_Ignorable_Code_Point:]\\u2800]"
                    + "-[:Prepended_Concatenation_Mark:]-[\\U00013430-\\U0001343F]]")
            .freeze();

    private static final UnicodeSet SPACE = new UnicodeSet("[[:White_Space:]\\u2800]").freeze();
    private static final UnicodeSet VARIANTS = new UnicodeSet("[:Variation_Selector:]").freeze();
    private static final UnicodeSet WITH_VARIANTS =
            new UnicodeSet("[[[:Emoji:]-[0-9#*]][:Ideographic:][:Mongolian:][:Phags_Pa:][:Myanmar:][:Sm:]]").freeze();
    private static final UnicodeSet TAGS = new UnicodeSet("[\\U000E0020-\\U000E007F]").freeze();
    private static final UnicodeSet PICTURES =
            new UnicodeSet("[[:Extended_Pictographic:][:Emoji_Modifier:]\\uFE0F]").freeze();
    private static final UnicodeSet DIRECTION_MARKS = new UnicodeSet("[\\u061C\\u200E\\u200F]").freeze();
    private static final UnicodeSet RIGHT_TO_LEFT = new UnicodeSet("[[:bc=R:][:bc=AL:]-[:Cf:]]").freeze();

    /** Letters and marks of the scripts in which a joiner shapes what stands beside it. */
    private static final UnicodeSet SHAPED = new UnicodeSet("[[:jt=D:][:jt=R:][:jt=L:][[:M:]&[:scx=Arab:]]"
                    + "[[[:L:][:M:]]-[:InSC=Other:]-[:Latin:]-[:Common:]-[:Inherited:]]]")
            .freeze();

    private Invisible() {}

    /** Without white space and invisible characters at its ends, but for those that belong to the sign before them. */
    static String trim(String text) {
        var start = 0;
        while (start < text.length() && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        var end = text.length();
        while (end > start) {
            var last = text.codePointBefore(end);
            var before = end - Character.charCount(last);
            if (!isBlank(last) || belongs(last, text, start, before)) {
                break;
            }
            end = before;
        }
        return text.substring(start, end);
    }

    /** Without invisible characters that change nothing of how a trimmed text looks. */
    static String dropFrom(String text) {
        if (INVISIBLE.containsNone(text)) {
            return text;
        }
        var rightToLeft = RIGHT_TO_LEFT.containsSome(text);
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var c = text.codePointAt(i);
            var next = i + Character.charCount(c);
            if (!INVISIBLE.contains(c)
                    || SPACE.contains(c)
                    || belongs(c, kept, 0, kept.length())
                    || joins(c, kept, next < text.length() ? text.codePointAt(next) : 0)
                    || rightToLeft && DIRECTION_MARKS.contains(c)) {
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }

    private static boolean isBlank(int c) {
        return SPACE.contains(c) || INVISIBLE.contains(c);
    }

    /** Whether it is a part of the sign that ends before it. */
    private static boolean belongs(int c, CharSequence text, int start, int end) {
        if (end <= start) {
            return false;
        }
        var before = Character.codePointBefore(text, end);
        if (VARIANTS.contains(c)) {
            return WITH_VARIANTS.contains(before);
        }
        var at = end;
        while (TAGS.contains(c) && at > start && TAGS.contains(Character.codePointBefore(text, at))) {
            at -= Character.charCount(Character.codePointBefore(text, at));
        }
        return TAGS.contains(c) && at > start && Character.codePointBefore(text, at) == BLACK_FLAG;
    }

    /** Whether it shapes the sign before it or the one after it. */
    private static boolean joins(int c, CharSequence kept, int next) {
        if (kept.isEmpty()) {
            return false;
        }
        var before = Character.codePointBefore(kept, kept.length());
        return switch (c) {
            case JOINER ->
                SHAPED.contains(before) || PICTURES.contains(before) && PICTURES.contains(next) && next != 0xFE0F;
            case NON_JOINER -> SHAPED.contains(before);
            // 1, a variant, and the cap around it
            case 0xFE0F -> next == KEYCAP;
            default -> false;
        };
    }
}
