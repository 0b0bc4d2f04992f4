package dev.daybook.users;

import dev.daybook.users.ManyUsers.Affected;
import dev.daybook.users.ManyUsers.DeactivateInactive;
import dev.daybook.users.ManyUsers.EraseDeactivated;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class ManyUsersHandler {
    private final Users users;

    ManyUsersHandler(Users users) {
        this.users = users;
    }

    @CommandHandler
    Affected handle(DeactivateInactive command, CommandGateway commands) {
        var reason = "Inactive since " + command.since();
        return each(command, user -> new DeactivateUser(user.userId(), reason, user.version()), commands);
    }

    @CommandHandler
    Affected handle(EraseDeactivated command, CommandGateway commands) {
        var reason = "Deactivated before " + command.before();
        return each(command, user -> new EraseUser(user.userId(), reason, user.version()), commands);
    }

    private Affected each(ManyUsers asked, Function<UserView, UserCommand> command, CommandGateway commands) {
        return Affected.of(asked.in(users).stream()
                .filter(user -> isDone(command.apply(user), commands))
                .toList());
    }

    private static boolean isDone(UserCommand command, CommandGateway commands) {
        try {
            commands.sendAndWait(command);
            return true;
        } catch (UserRefused changedMeanwhile) {
            return false;
        }
    }
}
