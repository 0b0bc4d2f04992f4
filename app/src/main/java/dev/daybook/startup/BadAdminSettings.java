package dev.daybook.startup;

/** The first administrator cannot be registered from the settings. */
final class BadAdminSettings extends RuntimeException {
    private final String action;

    BadAdminSettings(String message) {
        this(
                message,
                "Set DAYBOOK_ADMIN_USERNAME, DAYBOOK_ADMIN_EMAIL and DAYBOOK_ADMIN_PASSWORD, all three or none. The password has"
                        + " 8 to 100 characters, of which at least one is an upper-case letter and one a digit.");
    }

    BadAdminSettings(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
