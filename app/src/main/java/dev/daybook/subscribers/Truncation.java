package dev.daybook.subscribers;

/** The beginning of a text. */
final class Truncation {
    private Truncation() {}

    /** Never ends with half of a character, for which UTF-8 has no bytes. */
    static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
