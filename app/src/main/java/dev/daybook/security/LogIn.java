package dev.daybook.security;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.security.LogInAttempts.LoginKey;
import dev.daybook.users.Credentials;
import dev.daybook.users.PasswordHash;
import dev.daybook.users.Passwords;
import dev.daybook.users.TooBusy;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefused;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Authenticates users by their password. Wrong passwords are counted, and after too many the user has to wait. */
@Component
public class LogIn {
    /** Placeholder whose credentials are loaded for an unknown login, so that it takes as long. */
    private static final UserId UNKNOWN_USER = new UserId(new UUID(0, 0));

    private final Users users;
    private final Credentials credentials;
    private final Passwords passwords;
    private final LogInAttempts attempts;
    private final Commands commands;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

    LogIn(
            Users users,
            Credentials credentials,
            Passwords passwords,
            LogInAttempts attempts,
            Commands commands,
            MeterRegistry meters) {
        this.users = users;
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.commands = commands;
        for (var outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("daybook.log.ins")
                            .description("Attempts to log in")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    private enum Outcome {
        SUCCEEDED,
        WRONG,
        THROTTLED,
        BUSY,
        REFUSED,
        FAILED
    }

    /** A user with a new session. */
    public record LoggedIn(UserView user, Session session) {}

    /**
     * Signs in the user with this username or e-mail address, if the password is theirs. It takes as long for an
     * unknown user as for a wrong password, so that the time tells an attacker nothing.
     *
     * @throws TooManyAttempts when too many passwords were wrong; then this one is not checked
     * @throws dev.daybook.users.UserRefused when the password is right but the user may not sign in
     */
    public Optional<LoggedIn> with(String login, String password, ClientAddress address) {
        try {
            var loggedIn = tried(login, password, address);
            count(loggedIn.isPresent() ? Outcome.SUCCEEDED : Outcome.WRONG);
            return loggedIn;
        } catch (RuntimeException e) {
            count(
                    switch (e) {
                        case TooManyAttempts _ -> Outcome.THROTTLED;
                        case TooBusy _ -> Outcome.BUSY;
                        case UserRefused _ -> Outcome.REFUSED;
                        default -> Outcome.FAILED;
                    });
            throw e;
        }
    }

    private void count(Outcome outcome) {
        Objects.requireNonNull(outcomes.get(outcome)).increment();
    }

    private Optional<LoggedIn> tried(String login, String password, ClientAddress address) {
        var user = users.findByLogin(login).map(UserView::userId);
        var key = user.map(LoginKey::known).orElseGet(() -> LoginKey.unknown(login));
        return rightHash(password, user.orElse(UNKNOWN_USER), key, address)
                .flatMap(hash -> user.flatMap(known -> open(known, hash)));
    }

    private Optional<LoggedIn> open(UserId user, PasswordHash hash) {
        try {
            var session = commands.sendFor(new OpenSession(user, hash), new Actor.User(user), Session.class);
            return users.findById(user.value()).map(found -> new LoggedIn(found, session));
        } catch (PasswordOutdated changedMeanwhile) {
            return Optional.empty();
        }
    }

    /**
     * Whether this is the password of a user who is signed in already. A wrong one counts like one at the log-in.
     *
     * @throws TooManyAttempts when too many passwords were wrong; then this one is not checked
     */
    public boolean confirms(UserView user, String password, ClientAddress address) {
        return rightHash(password, user.userId(), LoginKey.known(user.userId()), address)
                .isPresent();
    }

    /** The hash of the user's password, if this is the password. */
    private Optional<PasswordHash> rightHash(String password, UserId user, LoginKey key, ClientAddress address) {
        var attempt = attempts.begin(key, address);
        var wrong = false;
        try {
            var hash = credentials.of(user);
            wrong = !passwords.match(password, hash.orElse(null));
            return wrong ? Optional.empty() : hash;
        } finally {
            // Only a wrong password counts, not one that could not be checked.
            if (!wrong) {
                attempt.giveBack();
            }
        }
    }
}
