package dev.daybook.users;

import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Events of a user. */
public sealed interface UserEvent extends DomainEvent {
    UserId user();

    record UserRegistered(
            UserId user, @PersonalData @Nullable Profile profile, Role role) implements UserEvent {}

    record UserLoggedIn(UserId user) implements UserEvent {}

    /** Carries the whole profile, changed or not. */
    record ProfileChanged(
            UserId user, @PersonalData @Nullable Profile profile) implements UserEvent {}

    record PasswordChanged(UserId user) implements UserEvent {}

    record RoleChanged(UserId user, Role role) implements UserEvent {}

    record UserDeactivated(
            UserId user, @PersonalData @Nullable String reason) implements UserEvent {}

    record UserReactivated(
            UserId user, @PersonalData @Nullable String reason) implements UserEvent {}

    /** The key of the person is destroyed, so that the personal data of earlier events cannot be read any more. */
    record UserErased(UserId user, @Nullable String reason) implements UserEvent {}
}
