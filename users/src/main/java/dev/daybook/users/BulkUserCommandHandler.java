package dev.daybook.users;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import dev.daybook.users.BulkUserCommand.AffectedUsers;
import dev.daybook.users.BulkUserCommand.DeactivateInactive;
import dev.daybook.users.BulkUserCommand.EraseDeactivated;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class BulkUserCommandHandler {
    private final Users users;

    private final TransactionTemplate attempt;

    BulkUserCommandHandler(Users users, PlatformTransactionManager transactions) {
        this.users = users;
        this.attempt = new TransactionTemplate(transactions);
        attempt.setPropagationBehavior(PROPAGATION_NESTED);
    }

    @CommandHandler
    AffectedUsers handle(DeactivateInactive command, CommandGateway commands) {
        var reason = "Inactive since " + command.since();
        return each(command, user -> new DeactivateUser(user.userId(), reason, user.version()), commands);
    }

    @CommandHandler
    AffectedUsers handle(EraseDeactivated command, CommandGateway commands) {
        var reason = "Deactivated before " + command.before();
        return each(command, user -> new EraseUser(user.userId(), reason, user.version()), commands);
    }

    private AffectedUsers each(
            BulkUserCommand command, Function<UserView, UserCommand> commandFor, CommandGateway commands) {
        return AffectedUsers.of(command.matching(users).stream()
                .filter(user -> isDone(commandFor.apply(user), commands))
                .toList());
    }

    /** Runs the command within a savepoint, so that a refusal leaves this user as they were and the others changed. */
    private boolean isDone(UserCommand command, CommandGateway commands) {
        try {
            attempt.executeWithoutResult(_ -> commands.sendAndWait(command));
            return true;
        } catch (UserRefused changedMeanwhile) {
            return false;
        }
    }
}
