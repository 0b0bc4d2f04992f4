package dev.daybook.security;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.security.LogInAttempts.Whose;
import dev.daybook.users.Credentials;
import dev.daybook.users.PasswordHash;
import dev.daybook.users.Passwords;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Proves who somebody is by their password. Wrong ones are counted, and after too many one has to wait. */
@Component
public class LogIn {
    /** Asked for the credentials of an unknown user. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final Users users;
    private final Credentials credentials;
    private final Passwords passwords;
    private final LogInAttempts attempts;
    private final Commands commands;

    LogIn(Users users, Credentials credentials, Passwords passwords, LogInAttempts attempts, Commands commands) {
        this.users = users;
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.commands = commands;
    }

    /** Somebody who has just signed in. */
    public record LoggedIn(UserView user, Session session) {}

    /**
     * Signs in the user with this username or e-mail address, if the password is theirs. Does the same for an unknown user
     * as for a wrong password, so that time tells a stranger nothing.
     *
     * @throws TooManyAttempts when too many passwords were wrong; then this one is not checked
     * @throws dev.daybook.users.UserRefused when the password is right but the user may not sign in
     */
    public Optional<LoggedIn> with(String login, String password, ClientAddress address) {
        var user = users.findByLogin(login).map(UserView::userId);
        var whose = user.map(Whose::known).orElseGet(() -> Whose.unknown(login));
        return rightHash(password, user.orElse(NOBODY), whose, address)
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
        return rightHash(password, user.userId(), Whose.known(user.userId()), address)
                .isPresent();
    }

    /** The hash of the user's password, if this is the password. */
    private Optional<PasswordHash> rightHash(String password, UserId user, Whose whose, ClientAddress address) {
        var attempt = attempts.begin(whose, address);
        var wrong = false;
        try {
            var hash = credentials.of(user);
            wrong = !passwords.match(password, hash.orElse(null));
            return wrong ? Optional.empty() : hash;
        } finally {
            // Only a password that was checked counts: not one that had to be turned away.
            if (!wrong) {
                attempt.giveBack();
            }
        }
    }
}
