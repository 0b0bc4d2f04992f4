package dev.daybook.ordering.account;

import dev.daybook.ordering.account.AccountCommand.ReceiveFunds;
import dev.daybook.ordering.account.AccountCommand.SendFunds;
import dev.daybook.ordering.account.AccountRefusal.SameAccount;
import java.util.Comparator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class TransferHandler {
    @CommandHandler
    void handle(TransferFunds command, CommandGateway commands) {
        if (command.from().equals(command.to())) {
            throw new SameAccount(command.to()).asException();
        }
        // In the order of account ids, for everybody: two transfers between the same accounts must not meet each other
        // the other way round.
        Stream.of(send(command), receive(command))
                .sorted(Comparator.comparing(AccountCommand::account))
                .forEach(commands::sendAndWait);
    }

    private static AccountCommand send(TransferFunds command) {
        return new SendFunds(
                command.from(),
                command.sender(),
                command.transfer(),
                command.to(),
                command.amount(),
                command.reference());
    }

    private static AccountCommand receive(TransferFunds command) {
        return new ReceiveFunds(
                command.to(), command.transfer(), command.from(), command.amount(), command.reference());
    }
}
