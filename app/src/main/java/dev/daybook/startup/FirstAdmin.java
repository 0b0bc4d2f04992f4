package dev.daybook.startup;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.database.SqlStates;
import dev.daybook.security.OwnAccounts;
import dev.daybook.startup.StartSettings.Admin;
import dev.daybook.users.Credentials;
import dev.daybook.users.Email;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Username;
import dev.daybook.users.Users;
import dev.daybook.users.text.InvalidValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Registers the administrator that the settings name. */
@Component
class FirstAdmin {
    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final StartSettings settings;
    private final OwnAccounts own;
    private final Credentials credentials;
    private final Users users;
    private final Passwords passwords;
    private final Commands commands;

    FirstAdmin(
            StartSettings settings,
            OwnAccounts own,
            Credentials credentials,
            Users users,
            Passwords passwords,
            Commands commands) {
        this.settings = settings;
        this.own = own;
        this.credentials = credentials;
        this.users = users;
        this.passwords = passwords;
        this.commands = commands;
    }

    void createIfAbsent() {
        if (!own.exist() && credentials.existAny()) {
            log.warn(
                    "The database keeps passwords that nobody can use, as users sign in at an issuer; they are of use only"
                            + " to go back. To forget them: delete from credentials");
        }
        var admin = settings.admin();
        if (admin == null || isBlank(admin)) {
            return;
        }
        if (!own.exist()) {
            throw new BadAdminSettings(
                    "DAYBOOK_ADMIN_USERNAME names an administrator with a password, and the shop keeps none, as users sign in at an"
                            + " issuer.",
                    "Leave out DAYBOOK_ADMIN_USERNAME, DAYBOOK_ADMIN_EMAIL and DAYBOOK_ADMIN_PASSWORD, and give a user of the"
                            + " issuer the role that DAYBOOK_SECURITY_ISSUER_ADMINROLE names.");
        }
        var username = read("DAYBOOK_ADMIN_USERNAME", admin.username(), Username::typed);
        var email = read("DAYBOOK_ADMIN_EMAIL", admin.email(), Email::typed);
        if (!exists(username)) {
            register(username, email, read("DAYBOOK_ADMIN_PASSWORD", admin.password(), Password::new));
        }
    }

    private void register(Username username, Email email, Password password) {
        var command = new RegisterUser(
                UserId.random(), new Profile(username, email, null, null), Role.ADMIN, passwords.hash(password));
        try {
            commands.send(command, new Actor.System("start"));
        } catch (RuntimeException e) {
            if (!SqlStates.isUniqueViolation(e)) {
                throw e;
            }
            if (!exists(username)) {
                throw new BadAdminSettings("DAYBOOK_ADMIN_EMAIL is the address of another user.");
            }
            // Another node was faster.
        }
    }

    private boolean exists(Username username) {
        var user = users.findByUsername(username.value());
        if (user.map(UserView::role).filter(Role.ADMIN::equals).isEmpty() && user.isPresent()) {
            throw new BadAdminSettings("DAYBOOK_ADMIN_USERNAME is the name of a user who is not an administrator.");
        }
        return user.isPresent();
    }

    private static boolean isBlank(Admin admin) {
        return isBlank(admin.username()) && isBlank(admin.email()) && isBlank(admin.password());
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static <T> T read(String setting, @Nullable String value, Function<String, T> read) {
        try {
            return read.apply(value == null ? "" : value);
        } catch (InvalidValue e) {
            throw new BadAdminSettings(setting + " " + e.getMessage() + ".");
        }
    }
}
