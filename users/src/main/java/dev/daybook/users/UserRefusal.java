package dev.daybook.users;

import dev.daybook.users.RegisterUsers.Registrations;

/** Why this module says no to a command. */
public sealed interface UserRefusal {
    /** The user may not sign in or act any more. */
    record NotActive(UserId user) implements UserRefusal {}

    /** The user is forgotten. */
    record Erased(UserId user) implements UserRefusal {}

    /** Without this administrator there would be none who is active. */
    record LastAdmin(UserId user) implements UserRefusal {}

    /** Somebody else changed the user since the caller looked. Versions count the events of the stream. */
    record VersionConflict(long expected, long actual) implements UserRefusal {}

    /** None of them was registered, as some have what others have already. */
    record SomeTaken(Registrations rows) implements UserRefusal {}
}
