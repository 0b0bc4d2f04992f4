package dev.daybook.graphql.users;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.input.Ranges;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.graphql.users.UserListing.UserStats;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.security.Caller;
import dev.daybook.security.ClientAddress;
import dev.daybook.security.LogIn;
import dev.daybook.security.OwnAccounts;
import dev.daybook.security.RegistrationAttempts;
import dev.daybook.security.Session;
import dev.daybook.security.Sessions;
import dev.daybook.users.Passwords;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@Controller
class UserController {
    private final Users users;
    private final UserListing listing;
    private final Passwords passwords;
    private final Commands commands;
    private final LogIn logIn;
    private final Sessions sessions;
    private final RegistrationAttempts registrations;
    private final OwnAccounts own;
    private final PointInTimeRows past;

    UserController(
            Users users,
            UserListing listing,
            Passwords passwords,
            Commands commands,
            LogIn logIn,
            Sessions sessions,
            RegistrationAttempts registrations,
            OwnAccounts own,
            PointInTimeRows past) {
        this.users = users;
        this.listing = listing;
        this.passwords = passwords;
        this.commands = commands;
        this.logIn = logIn;
        this.sessions = sessions;
        this.registrations = registrations;
        this.own = own;
        this.past = past;
    }

    record UserIdentifier(
            @Nullable String id,
            @Nullable String username,
            @Nullable String email) {}

    record LogInInput(String login, String password) {}

    record RefreshSessionInput(String refreshToken) {}

    record LogOutInput(@Nullable String refreshToken) {}

    public record SessionPayload(@Nullable UserView user, Session session) implements Payload {}

    public record LogOutPayload(int endedSessions) implements Payload {}

    @QueryMapping
    @Nullable UserView me(Caller caller) {
        return caller.user();
    }

    @QueryMapping
    Optional<UserView> user(@Argument UserIdentifier by, @Argument @Nullable Instant asOf) {
        var user = now(by);
        return asOf == null
                ? user
                : user.flatMap(
                        now -> past.rowOf(UserView.class, now.id(), now.userId().toString(), asOf));
    }

    private Optional<UserView> now(UserIdentifier by) {
        if (by.id() != null) {
            return GlobalId.parse("User", by.id()).flatMap(users::findById);
        }
        return by.username() != null
                ? users.findByUsername(by.username())
                : Optional.ofNullable(by.email()).flatMap(users::findByEmail);
    }

    @QueryMapping
    Connection<UserView> users(
            @Argument UserListing.@Nullable UserFilter filter,
            @Argument UserListing.@Nullable UserOrder orderBy,
            DataFetchingEnvironment field) {
        return listing.page(filter, orderBy, Page.of(field));
    }

    @QueryMapping
    UserStats userStats(@Argument Ranges.@Nullable DateTimeRange period) {
        return listing.stats(period);
    }

    @MutationMapping
    SessionPayload registerUser(
            @Argument RegisterUserInput input, ClientAddress address, DataFetchingEnvironment field) {
        own.require();
        var in = new InputReader("input");
        var registrant = in.whenValid(input.read(in));
        var password = registrations.counted(address, () -> passwords.hash(registrant.password()));
        var id = UserId.random();
        commands.send(new RegisterUser(id, registrant.profile(), Role.CUSTOMER, password), new Actor.Anonymous());
        return payloadOf(users.findById(id.value()).orElseThrow(), sessions.open(id), field);
    }

    @MutationMapping
    SessionPayload logIn(@Argument LogInInput input, ClientAddress address, DataFetchingEnvironment field) {
        own.require();
        var loggedIn = logIn.with(input.login(), input.password(), address)
                .orElseThrow(() -> new Refused(Code.INVALID_CREDENTIALS, "Unknown user or wrong password"));
        return payloadOf(loggedIn.user(), loggedIn.session(), field);
    }

    @MutationMapping
    SessionPayload refreshSession(@Argument RefreshSessionInput input, DataFetchingEnvironment field) {
        own.require();
        return sessions.renew(input.refreshToken())
                .flatMap(renewed -> users.findById(renewed.user().value())
                        .filter(UserView::isActive)
                        .map(user -> payloadOf(user, renewed.session(), field)))
                .orElseThrow(() -> new Refused(
                        Code.TOKEN_INVALID, "This refresh token is not valid (any more)", "input", "refreshToken"));
    }

    @MutationMapping
    LogOutPayload logOut(@Argument LogOutInput input, Caller caller) {
        own.require();
        return new LogOutPayload(sessions.end(caller.id().orElseThrow(), input.refreshToken()));
    }

    private static SessionPayload payloadOf(UserView user, Session session, DataFetchingEnvironment field) {
        CurrentCaller.signIn(Caller.of(user, session), field);
        return new SessionPayload(user, session);
    }
}
