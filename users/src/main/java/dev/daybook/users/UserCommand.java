package dev.daybook.users;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user. */
public sealed interface UserCommand {
    @TargetAggregateIdentifier
    UserId user();

    /** Makes a new user who can sign in. Refused as taken when another user has the username or the e-mail address. */
    record RegisterUser(
            UserId user,
            Username username,
            Email email,
            @Nullable FullName fullName,
            @Nullable Bio bio,
            Role role,
            PasswordHash password)
            implements UserCommand {}

    /** Notes that the user has proved who they are. Refused when they are not active. */
    record RecordLogIn(UserId user) implements UserCommand {}
}
