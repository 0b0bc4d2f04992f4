package dev.daybook.startup;

/** The first administrator cannot be registered from the settings. */
final class BadAdminSettings extends RuntimeException {
    BadAdminSettings(String message) {
        super(message);
    }
}
