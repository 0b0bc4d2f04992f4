package dev.daybook.users;

import dev.daybook.users.RegisterUsers.Registration;
import dev.daybook.users.RegisterUsers.Registrations;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserRefusal.SomeTaken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Registers many. What others take while it looks is found by the unique indexes. */
@Component
class RegisterUsersHandler {
    private final Users users;

    RegisterUsersHandler(Users users) {
        this.users = users;
    }

    @CommandHandler
    Registrations handle(RegisterUsers command, CommandGateway commands) {
        var registrations = registrations(command.users());
        if (command.allOrNothing() && !registrations.rows().stream().allMatch(Registration::isFree)) {
            throw new SomeTaken(registrations).asException();
        }
        for (int i = 0; i < command.users().size(); i++) {
            if (registrations.rows().get(i).isFree()) {
                commands.sendAndWait(command.users().get(i));
            }
        }
        return registrations;
    }

    private Registrations registrations(Collection<RegisterUser> asked) {
        if (asked.isEmpty()) {
            return new Registrations(List.of());
        }
        var usernames = new HashSet<>(users.findTakenUsernames(keys(asked, Profile::usernameKey)));
        var emails = new HashSet<>(users.findTakenEmails(keys(asked, Profile::emailKey)));
        var rows = new ArrayList<Registration>();
        for (var one : asked) {
            var username = one.profile().usernameKey();
            var email = one.profile().emailKey();
            var row = new Registration(one.user(), usernames.contains(username), emails.contains(email));
            if (row.isFree()) {
                usernames.add(username);
                emails.add(email);
            }
            rows.add(row);
        }
        return new Registrations(rows);
    }

    private static Set<String> keys(Collection<RegisterUser> asked, Function<Profile, String> key) {
        return asked.stream().map(one -> key.apply(one.profile())).collect(Collectors.toSet());
    }
}
