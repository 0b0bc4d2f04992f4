package dev.daybook.users;

/** Question asked before an administrator is deactivated, demoted or erased. */
@FunctionalInterface
interface Admins {
    /**
     * Whether there is an active administrator besides this one. Asked for two at once, the second waits for the
     * transaction of the first to end, and then finds the first gone.
     */
    boolean includeAnyBut(UserId user);
}
