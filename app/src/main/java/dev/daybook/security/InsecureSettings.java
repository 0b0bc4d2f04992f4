package dev.daybook.security;

/** The shop will not start with these settings. The message never holds a secret. */
final class InsecureSettings extends RuntimeException {
    InsecureSettings(String message) {
        super(message);
    }
}
