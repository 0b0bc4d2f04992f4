package dev.daybook.users;

import dev.daybook.users.RegisterUsers.Registrations;

/** Reason why a command to a user is refused. */
public sealed interface UserRefusal {
    /** The user may not sign in or act any more. */
    record NotActive(UserId user) implements UserRefusal {}

    /** The user is erased. */
    record Erased(UserId user) implements UserRefusal {}

    /** Without this administrator there would be none who is active. */
    record LastAdmin(UserId user) implements UserRefusal {}

    /** Somebody else changed the user since the caller looked. Versions count the events of the stream. */
    record VersionConflict(long expected, long actual) implements UserRefusal {}

    /** Nobody was registered, as some usernames or e-mail addresses are taken. */
    record SomeTaken(Registrations rows) implements UserRefusal {}
}
