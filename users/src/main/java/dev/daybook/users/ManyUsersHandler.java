package dev.daybook.users;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.daybook.users.ManyUsers.Affected;
import dev.daybook.users.ManyUsers.DeactivateInactive;
import dev.daybook.users.ManyUsers.EraseDeactivated;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class ManyUsersHandler {
    private final Users users;

    private final TransactionTemplate attempt;

    ManyUsersHandler(Users users, PlatformTransactionManager transactions) {
        this.users = users;
        this.attempt = new TransactionTemplate(transactions);
        attempt.setPropagationBehavior(PROPAGATION_NESTED);
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

    /** Within a savepoint: who is passed by is left as they were, and the others are changed all the same. */
    private boolean isDone(UserCommand command, CommandGateway commands) {
        try {
            attempt.executeWithoutResult(_ -> commands.sendAndWait(command));
            return true;
        } catch (UserRefused changedMeanwhile) {
            return false;
        }
    }
}
