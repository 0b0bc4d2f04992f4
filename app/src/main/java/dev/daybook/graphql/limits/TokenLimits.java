package dev.daybook.graphql.limits;

/**
 * Refuses a number or a name that is longer than any valid one, before the lexer, which looks at a number of 15,000
 * digits for a tenth of a second. Strings and comments are not limited.
 */
final class TokenLimits {

    static final int MAX_NAME = 100;

    private final String document;
    private int at;

    private TokenLimits(String document) {
        this.document = document;
    }

    static void check(String document) {
        new TokenLimits(document).check();
    }

    private void check() {
        while (at < document.length()) {
            char next = document.charAt(at);
            if (next == '"') {
                skipString();
            } else if (next == '#') {
                skipLine();
            } else if (isDigit(next)) {
                checkNumber();
            } else if (isLetter(next)) {
                checkName();
            } else {
                at++;
            }
        }
    }

    private void checkNumber() {
        int digits = 0;
        for (; at < document.length() && isOfNumber(document.charAt(at)); at++) {
            if (isDigit(document.charAt(at))) {
                digits++;
            }
        }
        if (digits > NumberLimits.MAX_DIGITS) {
            throw NumberLimits.tooLong(digits);
        }
    }

    private void checkName() {
        int start = at;
        while (at < document.length() && (isLetter(document.charAt(at)) || isDigit(document.charAt(at)))) {
            at++;
        }
        if (at - start > MAX_NAME) {
            throw new QueryTooComplex("A name may have at most %d characters, not %d.".formatted(MAX_NAME, at - start));
        }
    }

    private void skipString() {
        if (document.startsWith("\"\"\"", at)) {
            skipBlock();
            return;
        }
        for (at++; at < document.length() && !endsLine(document.charAt(at)); at++) {
            if (document.charAt(at) == '"') {
                at++;
                return;
            }
            if (document.charAt(at) == '\\') {
                at++;
            }
        }
    }

    private void skipBlock() {
        int end = document.indexOf("\"\"\"", at + 3);
        while (end > 0 && document.charAt(end - 1) == '\\') {
            end = document.indexOf("\"\"\"", end + 3);
        }
        at = end < 0 ? document.length() : end + 3;
    }

    private void skipLine() {
        while (at < document.length() && !endsLine(document.charAt(at))) {
            at++;
        }
    }

    private static boolean endsLine(char character) {
        return character == '\n' || character == '\r';
    }

    private static boolean isOfNumber(char character) {
        return isDigit(character)
                || character == '.'
                || character == 'e'
                || character == 'E'
                || character == '+'
                || character == '-';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_';
    }
}
