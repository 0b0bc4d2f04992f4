package dev.daybook.security;

/** The password was right when it was checked, but has been changed since. */
final class PasswordOutdated extends RuntimeException {
    PasswordOutdated() {
        super("The password has been changed", null, false, false);
    }
}
