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
        return each(command, user -> new DeactivateUser(user, "Inactive since " + command.since()), commands);
    }

    @CommandHandler
    Affected handle(EraseDeactivated command, CommandGateway commands) {
        return each(command, user -> new EraseUser(user, "Deactivated before " + command.before()), commands);
    }

    private Affected each(ManyUsers asked, Function<UserId, UserCommand> command, CommandGateway commands) {
        var affected = asked.in(users);
        affected.users().forEach(user -> commands.sendAndWait(command.apply(user)));
        return affected;
    }
}
