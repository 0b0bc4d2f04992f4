package dev.daybook.security;

import dev.daybook.eventstore.Actor;
import dev.daybook.eventstore.Commands;
import dev.daybook.users.Credentials;
import dev.daybook.users.Passwords;
import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Proves who somebody is by their password. */
@Component
public class LogIn {
    private final Users users;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Commands commands;

    LogIn(Users users, Credentials credentials, Passwords passwords, Commands commands) {
        this.users = users;
        this.credentials = credentials;
        this.passwords = passwords;
        this.commands = commands;
    }

    /**
     * The user with this username or e-mail address, if the password is theirs. Takes as long for an unknown user as for a
     * wrong password.
     *
     * @throws dev.daybook.users.UserRefused when the password is right but the user may not sign in
     */
    public Optional<UserView> with(String login, String password) {
        var user = users.findByLogin(login);
        var hash = user.flatMap(found -> credentials.of(found.userId())).orElse(null);
        if (!passwords.match(password, hash)) {
            return Optional.empty();
        }
        return user.flatMap(found -> {
            commands.send(new RecordLogIn(found.userId()), new Actor.User(found.userId()));
            return users.findById(found.id());
        });
    }

    /** Whether this is the user's password. */
    public boolean confirms(UserView user, String password) {
        return passwords.match(password, credentials.of(user.userId()).orElse(null));
    }
}
