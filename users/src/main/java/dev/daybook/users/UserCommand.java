package dev.daybook.users;

import dev.daybook.users.text.Change;
import dev.daybook.users.text.Typed;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a user. All but {@link RegisterUser} are refused once the user is erased. */
public sealed interface UserCommand {
    @TargetAggregateIdentifier
    UserId user();

    /** At most 500 characters. */
    static String reason(String text) {
        return Typed.lines(text, 0, 500);
    }

    /**
     * Registers a user who can sign in. Refused as taken when another user has the username or the e-mail address.
     *
     * @param password null for a user who proves elsewhere who they are
     */
    record RegisterUser(
            UserId user,
            Profile profile,
            Role role,
            @Nullable PasswordHash password) implements UserCommand {}

    /** Records that the user has proved who they are. Refused when they are not active. */
    record RecordLogIn(UserId user) implements UserCommand {}

    /** Changes fields of the profile. Refused as taken like {@link RegisterUser}. Values that they have already are no change. */
    record ChangeProfile(
            UserId user,
            Change<Username> username,
            Change<Email> email,
            Change<@Nullable FullName> fullName,
            Change<@Nullable Bio> bio,
            @Nullable Long expectedVersion)
            implements UserCommand {
        Profile appliedTo(Profile profile) {
            return new Profile(
                    username.appliedTo(profile.username()),
                    email.appliedTo(profile.email()),
                    fullName.appliedTo(profile.fullName()),
                    bio.appliedTo(profile.bio()));
        }

        /** Tells which fields change, but no value: a log is not encrypted. */
        @Override
        public String toString() {
            return "ChangeProfile[user=%s, username=%s, email=%s, fullName=%s, bio=%s, expectedVersion=%s]"
                    .formatted(user, kindOf(username), kindOf(email), kindOf(fullName), kindOf(bio), expectedVersion);
        }

        private static String kindOf(Change<?> change) {
            return change.getClass().getSimpleName();
        }
    }

    record ChangePassword(UserId user, PasswordHash password) implements UserCommand {}

    /**
     * Asks for a mail with which the password can be replaced. Nothing happens unless the user is active, and nothing when
     * their address was changed and not confirmed since: whoever has got hold of a session could have changed it.
     */
    record RequestPasswordReset(UserId user) implements UserCommand {}

    /** Asks for a mail that proves that the address is the user's. Refused when they are not active. */
    record RequestEmailChange(UserId user, Email email) implements UserCommand {
        /** Masked, as a log is not encrypted. */
        @Override
        public String toString() {
            return "RequestEmailChange[user=%s]".formatted(user);
        }
    }

    /** Puts an address that is proved to be the user's into the profile. Refused when they are not active, and as taken. */
    record ConfirmEmail(UserId user, Email email) implements UserCommand {
        /** Masked, as a log is not encrypted. */
        @Override
        public String toString() {
            return "ConfirmEmail[user=%s]".formatted(user);
        }
    }

    /** Refused when the last active administrator would be lost. The same role is no change. */
    record ChangeRole(UserId user, Role role, @Nullable Long expectedVersion) implements UserCommand {}

    /**
     * Takes over the role that an issuer of identities has given, from the last administrator too: the issuer can always
     * name another. The same role is no change.
     */
    record FollowRole(UserId user, Role role) implements UserCommand {}

    /** Keeps the user from signing in until reactivated. Refused for the last active administrator. */
    record DeactivateUser(
            UserId user, @Nullable String reason, @Nullable Long expectedVersion) implements UserCommand {
        public DeactivateUser {
            reason = reason == null ? null : UserCommand.reason(reason);
        }
    }

    /** Lets a deactivated user sign in again. */
    record ReactivateUser(UserId user, @Nullable String reason) implements UserCommand {
        public ReactivateUser {
            reason = reason == null ? null : UserCommand.reason(reason);
        }
    }

    /**
     * Erases the person for ever by destroying the key of their personal data (crypto-shredding). Refused for the last
     * active administrator.
     *
     * @param reason kept for ever and in plain text: it must not tell who the person was
     */
    record EraseUser(
            UserId user, @Nullable String reason, @Nullable Long expectedVersion) implements UserCommand {
        public EraseUser {
            reason = reason == null ? null : UserCommand.reason(reason);
        }
    }
}
