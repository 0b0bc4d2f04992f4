package dev.daybook.ordering.account;

import dev.daybook.ordering.account.AccountCommand.ReceiveFunds;
import dev.daybook.ordering.account.AccountCommand.SendFunds;
import dev.daybook.ordering.account.AccountRefusal.SameAccount;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class TransferHandler {
    @CommandHandler
    void handle(TransferFunds command, CommandGateway commands) {
        if (command.from().equals(command.to())) {
            throw new AccountRefused(new SameAccount(command.to()));
        }
        // In the order of account ids, so that two transfers between the same accounts cannot deadlock.
        if (command.from().compareTo(command.to()) < 0) {
            commands.sendAndWait(send(command));
            commands.sendAndWait(receive(command));
            return;
        }
        var refusal = refusalOf(receive(command), commands);
        commands.sendAndWait(send(command));
        refusal.ifPresent(refused -> {
            throw refused;
        });
    }

    /** Told only to a sender who has the money: others could find out the balance of the receiver by asking. */
    private static Optional<AccountRefused> refusalOf(ReceiveFunds command, CommandGateway commands) {
        try {
            commands.sendAndWait(command);
            return Optional.empty();
        } catch (AccountRefused refused) {
            return Optional.of(refused);
        }
    }

    private static SendFunds send(TransferFunds command) {
        return new SendFunds(
                command.from(),
                command.sender(),
                command.transfer(),
                command.to(),
                command.amount(),
                command.reference());
    }

    private static ReceiveFunds receive(TransferFunds command) {
        return new ReceiveFunds(
                command.to(), command.transfer(), command.from(), command.amount(), command.reference());
    }
}
