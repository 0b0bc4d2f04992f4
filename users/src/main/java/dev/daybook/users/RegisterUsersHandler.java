package dev.daybook.users;

import static java.util.Objects.requireNonNull;

import dev.daybook.users.RegisterUsers.Registration;
import dev.daybook.users.RegisterUsers.Registrations;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserRefusal.SomeTaken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Registers many users. A name that another command takes meanwhile violates a unique index. */
@Component
class RegisterUsersHandler {
    private final UniqueKeys keys;

    RegisterUsersHandler(UniqueKeys keys) {
        this.keys = keys;
    }

    @CommandHandler
    Registrations handle(RegisterUsers command, CommandGateway commands) {
        var registrations = registrations(command.users());
        if (command.allOrNothing() && !registrations.rows().stream().allMatch(Registration::isFree)) {
            throw new UserRefused(new SomeTaken(registrations));
        }
        for (int i = 0; i < command.users().size(); i++) {
            if (registrations.rows().get(i).isFree()) {
                commands.sendAndWait(command.users().get(i));
            }
        }
        return registrations;
    }

    private Registrations registrations(List<RegisterUser> users) {
        var usernames = keys.ofUsernames(
                users.stream().map(user -> user.profile().username().value()).toList());
        var emails = keys.ofEmails(
                users.stream().map(user -> user.profile().email().value()).toList());
        var given = new HashSet<String>();
        var rows = new ArrayList<Registration>();
        for (var user : users) {
            var username =
                    requireNonNull(usernames.get(user.profile().username().value()));
            var email = requireNonNull(emails.get(user.profile().email().value()));
            var row = new Registration(
                    user.user(),
                    username.taken() || given.contains(username.value()),
                    email.taken() || given.contains(email.value()));
            if (row.isFree()) {
                // No username has an @, so the two cannot be mistaken for each other.
                given.add(username.value());
                given.add(email.value());
            }
            rows.add(row);
        }
        return new Registrations(rows);
    }
}
