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

    /** Somebody wants to replace the password, and is to prove with a mail that they are the user. */
    record PasswordResetRequested(UserId user) implements UserEvent {}

    /** The user wants this address, and is to prove with a mail that it is theirs. */
    record EmailChangeRequested(
            UserId user, @PersonalData @Nullable Email email) implements UserEvent {}

    /** A mail has proved that the address in the profile is the user's. */
    record EmailConfirmed(UserId user) implements UserEvent {}

    record RoleChanged(UserId user, Role role) implements UserEvent {}

    record UserDeactivated(
            UserId user, @PersonalData @Nullable String reason) implements UserEvent {}

    record UserReactivated(
            UserId user, @PersonalData @Nullable String reason) implements UserEvent {}

    /** The key of the person is destroyed, so that the personal data of earlier events cannot be read any more. */
    record UserErased(UserId user, @Nullable String reason) implements UserEvent {}
}
