package dev.daybook.graphql.users;

import dev.daybook.commands.Commands;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.security.Caller;
import dev.daybook.security.ClientAddress;
import dev.daybook.security.LogIn;
import dev.daybook.security.OwnAccounts;
import dev.daybook.security.ReplacePassword;
import dev.daybook.users.Bio;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand;
import dev.daybook.users.UserCommand.ChangeProfile;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Username;
import dev.daybook.users.Users;
import dev.daybook.users.text.Typed;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Profiles and passwords of users, changed by themselves. */
@Controller
class ProfileController {
    private static final Duration RECENTLY = Duration.ofMinutes(5);

    private final Users users;
    private final NamedUsers named;
    private final Passwords passwords;
    private final LogIn logIn;
    private final OwnAccounts own;
    private final Clock clock;
    private final Commands commands;

    ProfileController(
            Users users,
            NamedUsers named,
            Passwords passwords,
            LogIn logIn,
            OwnAccounts own,
            Clock clock,
            Commands commands) {
        this.users = users;
        this.named = named;
        this.passwords = passwords;
        this.logIn = logIn;
        this.own = own;
        this.clock = clock;
        this.commands = commands;
    }

    record UpdateProfileInput(
            @Nullable String userId,
            ArgumentValue<String> username,
            ArgumentValue<String> email,
            ArgumentValue<String> fullName,
            ArgumentValue<String> bio,
            @Nullable Long expectedVersion) {}

    record ChangePasswordInput(String currentPassword, String newPassword) {}

    record EraseUserInput(
            String userId,
            @Nullable String currentPassword,
            @Nullable String reason,
            String idempotencyKey) {}

    public record UserPayload(UserView user) implements Payload {}

    public record EraseUserPayload(String erasedUserId, boolean idempotentReplay) implements Payload {}

    @MutationMapping
    UserPayload updateProfile(@Argument UpdateProfileInput input, Caller caller) {
        if (!input.username().isOmitted()
                || !input.email().isOmitted()
                || !input.fullName().isOmitted()) {
            own.requireProfiles();
        }
        var user = named.changeable(input.userId(), caller);
        var in = new InputReader("input");
        var username = in.change("username", input.username(), Username::typed);
        var typed = input.username().value();
        if (typed != null && !Typed.trimmed(typed).equalsIgnoreCase(user.username())) {
            RegisterUserInput.refuseReserved(typed, in);
        }
        var email = in.change("email", input.email(), Email::typed);
        var fullName = in.changeOptional("fullName", input.fullName(), FullName::typed);
        var bio = in.changeOptional("bio", input.bio(), Bio::typed);
        commands.send(
                in.whenValid(() -> new ChangeProfile(
                        user.userId(),
                        username.get(),
                        email.get(),
                        fullName.get(),
                        bio.get(),
                        input.expectedVersion())),
                caller.actor());
        return new UserPayload(users.findById(user.id()).orElseThrow());
    }

    @MutationMapping
    UserPayload changePassword(@Argument ChangePasswordInput input, Caller caller, ClientAddress address) {
        own.require();
        var user = Objects.requireNonNull(caller.user());
        var in = new InputReader("input");
        var password = in.read("newPassword", input.newPassword(), Password::new);
        in.whenValid(password);
        checkPassword(user, input.currentPassword(), address);
        commands.send(
                new ReplacePassword(
                        user.userId(), passwords.hash(password.get()), Objects.requireNonNull(caller.session())),
                caller.actor());
        return new UserPayload(users.findById(user.id()).orElseThrow());
    }

    @MutationMapping
    EraseUserPayload eraseUser(
            @Argument EraseUserInput input, Caller caller, ClientAddress address, DataFetchingEnvironment field) {
        var user = named.changeable(input.userId(), caller);
        var in = new InputReader("input");
        var reason = in.readOptional("reason", input.reason(), UserCommand::reason);
        var command = in.whenValid(() -> new EraseUser(user.userId(), reason.get(), null));
        if (caller.is(user.userId())) {
            checkErasure(user, input.currentPassword(), caller, address);
        } else if (!caller.has(Role.ADMIN)) {
            throw new NotAllowed.Forbidden(Role.ADMIN);
        }
        var receipt = commands.sendOnce(command, caller.actor(), IdempotencyKeys.of(field), user.id());
        return new EraseUserPayload(globalId(new UserId(receipt.result())), receipt.replayed());
    }

    static String globalId(UserId user) {
        return new GlobalId("User", user.value()).toString();
    }

    /** Without passwords, a token that was stolen earlier must not be enough. */
    private void checkErasure(UserView user, @Nullable String password, Caller caller, ClientAddress address) {
        if (own.exist()) {
            checkPassword(user, Objects.requireNonNullElse(password, ""), address);
        } else if (!caller.hasSignedInSince(clock.instant().minus(RECENTLY))) {
            throw new Refused(
                    Code.INVALID_CREDENTIALS,
                    "Sign in anew, and erase yourself within %d minutes".formatted(RECENTLY.toMinutes()));
        }
    }

    /** @throws Refused when this is not the password */
    void checkPassword(UserView user, String password, ClientAddress address) {
        if (!logIn.confirms(user, password, address)) {
            throw new Refused(
                    Code.INVALID_CREDENTIALS, "This is not the password of the user", "input", "currentPassword");
        }
    }
}
