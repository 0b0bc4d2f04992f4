package dev.daybook.users;

/** Question asked when a command of a user is decided. */
@FunctionalInterface
public interface ActiveUsers {
    /** Whether there is such a user and they may act. */
    boolean includes(UserId user);
}
