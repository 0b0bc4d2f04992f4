package dev.daybook.users;

/** Why this module says no to a command. */
public sealed interface UserRefusal {
    /** The user may not sign in or act any more. */
    record NotActive(UserId user) implements UserRefusal {}

    default UserRefused asException() {
        return new UserRefused(this);
    }
}
