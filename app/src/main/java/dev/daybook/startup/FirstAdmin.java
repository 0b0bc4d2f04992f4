package dev.daybook.startup;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.database.SqlStates;
import dev.daybook.startup.StartSettings.Admin;
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
import org.springframework.stereotype.Component;

/** Registers the administrator that the settings name. */
@Component
class FirstAdmin {
    private final StartSettings settings;
    private final Users users;
    private final Passwords passwords;
    private final Commands commands;

    FirstAdmin(StartSettings settings, Users users, Passwords passwords, Commands commands) {
        this.settings = settings;
        this.users = users;
        this.passwords = passwords;
        this.commands = commands;
    }

    void createIfAbsent() {
        var admin = settings.admin();
        if (admin == null || isBlank(admin)) {
            return;
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
