package dev.daybook.users;

/** Asked before an administrator goes. */
@FunctionalInterface
interface Admins {
    /**
     * Whether there is an active administrator besides this one. Until the transaction ends none of them can go: of two who
     * want to go at once the second waits, and is asked again.
     */
    boolean includeAnyBut(UserId user);
}
