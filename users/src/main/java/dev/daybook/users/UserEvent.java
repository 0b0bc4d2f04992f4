package dev.daybook.users;

import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** What has happened to a user. */
public sealed interface UserEvent extends DomainEvent {
    UserId user();

    record UserRegistered(
            UserId user, @PersonalData @Nullable Profile profile, Role role) implements UserEvent {}

    record UserLoggedIn(UserId user) implements UserEvent {}

    /** The profile as it is from now on, as a whole. */
    record ProfileChanged(
            UserId user, @PersonalData @Nullable Profile profile) implements UserEvent {}

    record PasswordChanged(UserId user) implements UserEvent {}

    record RoleChanged(UserId user, Role role) implements UserEvent {}

    record UserDeactivated(
            UserId user, @PersonalData @Nullable String reason) implements UserEvent {}

    record UserReactivated(
            UserId user, @PersonalData @Nullable String reason) implements UserEvent {}

    /** The key of the person is gone, and with it all that the events before this one said about them. */
    record UserErased(UserId user, @Nullable String reason) implements UserEvent {}
}
