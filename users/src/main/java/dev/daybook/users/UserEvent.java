package dev.daybook.users;

import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** What has happened to a user. */
public sealed interface UserEvent extends DomainEvent {
    UserId user();

    record UserRegistered(
            UserId user,
            Username username,
            Email email,
            @Nullable FullName fullName,
            @Nullable Bio bio,
            Role role) implements UserEvent {}

    record UserLoggedIn(UserId user) implements UserEvent {}
}
