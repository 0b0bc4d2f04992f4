package dev.daybook.users;

/** Whether a user can sign in. */
public enum UserStatus {
    ACTIVE,
    DEACTIVATED,
    ERASED
}
