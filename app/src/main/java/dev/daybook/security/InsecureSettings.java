package dev.daybook.security;

/** The shop will not start with these settings. */
final class InsecureSettings extends RuntimeException {
    private final String action;

    InsecureSettings(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
