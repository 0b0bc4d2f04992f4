package dev.daybook.users;

/** Asked before an administrator goes. */
@FunctionalInterface
interface Admins {
    /**
     * Whether there is an active administrator besides this one. Who asks at the same time waits until the transaction of
     * the first has ended, so that of two who want to go at once the second finds the first gone.
     */
    boolean includeAnyBut(UserId user);
}
