package dev.daybook.subscribers;

/** Truncates texts. */
final class Truncation {
    private Truncation() {}

    /** The beginning of a text, without half of a surrogate pair at its end, which UTF-8 cannot encode. */
    static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
