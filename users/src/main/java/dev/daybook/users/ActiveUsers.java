package dev.daybook.users;

/** Asked at decision time by those who act for a user. */
@FunctionalInterface
public interface ActiveUsers {
    /** Whether there is such a user and they may act. */
    boolean includes(UserId user);
}
