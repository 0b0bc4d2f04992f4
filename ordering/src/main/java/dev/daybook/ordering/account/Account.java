package dev.daybook.ordering.account;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountCommand.DepositFunds;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountCommand.PayFromAccount;
import dev.daybook.ordering.account.AccountCommand.ReceiveFunds;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountCommand.SendFunds;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
import dev.daybook.ordering.account.AccountRefusal.InsufficientFunds;
import dev.daybook.ordering.account.AccountRefusal.OtherCurrency;
import dev.daybook.ordering.account.AccountRefusal.TooManyAccounts;
import dev.daybook.ordering.account.AccountRefusal.UnknownAccount;
import dev.daybook.ordering.account.AccountRefusal.UnknownOwner;
import dev.daybook.users.ActiveUsers;
import dev.daybook.users.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Never lets its balance fall below zero. */
@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Account {
    @AggregateIdentifier
    private AccountId id;

    private UserId owner;
    private Money balance;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(OpenAccount command, ActiveUsers owners, AccountNumbers numbers) {
        if (!owners.includes(command.owner())) {
            throw new AccountRefused(new UnknownOwner(command.owner()));
        }
        var number = numbers.next(command.owner());
        if (number > OpenAccount.MAX_PER_OWNER) {
            throw new AccountRefused(new TooManyAccounts(OpenAccount.MAX_PER_OWNER));
        }
        apply(new AccountOpened(command.account(), command.owner(), number, command.name(), command.currency()));
    }

    @CommandHandler
    void handle(DepositFunds command, ActiveUsers owners) {
        refuseUnlessActive(owners);
        refuseUnlessRoomFor(command.amount());
        apply(new FundsDeposited(id, command.amount(), command.reference()));
    }

    @CommandHandler
    void handle(SendFunds command) {
        refuseUnlessOf(command.sender());
        refuseUnlessCovered(command.amount());
        apply(new FundsSent(id, command.transfer(), command.to(), command.amount(), command.reference()));
    }

    @CommandHandler
    void handle(ReceiveFunds command, ActiveUsers owners) {
        refuseUnlessActive(owners);
        refuseUnlessRoomFor(command.amount());
        apply(new FundsReceived(id, command.transfer(), command.from(), command.amount(), command.reference()));
    }

    @CommandHandler
    void handle(PayFromAccount command) {
        refuseUnlessOf(command.payer());
        refuseUnlessCovered(command.amount());
        apply(new FundsPaid(id, command.amount(), command.reference()));
    }

    /** Accepted for an inactive owner too, since the money was theirs before. */
    @CommandHandler
    void handle(RefundToAccount command) {
        refuseUnlessRoomFor(command.amount());
        apply(new FundsRefunded(id, command.amount(), command.reference()));
    }

    private void refuseUnlessOf(UserId user) {
        if (!owner.equals(user)) {
            throw new AccountRefused(new UnknownAccount(id));
        }
    }

    private void refuseUnlessActive(ActiveUsers owners) {
        if (!owners.includes(owner)) {
            throw new AccountRefused(new UnknownAccount(id));
        }
    }

    private void refuseUnlessCovered(Money amount) {
        refuseUnlessSameCurrency(amount);
        if (amount.compareTo(balance) > 0) {
            throw new AccountRefused(new InsufficientFunds(id, amount, balance));
        }
    }

    private void refuseUnlessRoomFor(Money amount) {
        refuseUnlessSameCurrency(amount);
        if (balance.plus(amount).isTooLarge()) {
            throw new AccountRefused(new BalanceTooLarge(id));
        }
    }

    private void refuseUnlessSameCurrency(Money amount) {
        if (!amount.currency().equals(balance.currency())) {
            throw new AccountRefused(new OtherCurrency(id));
        }
    }

    @EventSourcingHandler
    void on(AccountOpened event) {
        id = event.account();
        owner = event.owner();
        balance = Money.zero(event.currency());
    }

    @EventSourcingHandler
    void on(FundsDeposited event) {
        balance = balance.plus(event.amount());
    }

    @EventSourcingHandler
    void on(FundsSent event) {
        balance = balance.minus(event.amount());
    }

    @EventSourcingHandler
    void on(FundsReceived event) {
        balance = balance.plus(event.amount());
    }

    @EventSourcingHandler
    void on(FundsPaid event) {
        balance = balance.minus(event.amount());
    }

    @EventSourcingHandler
    void on(FundsRefunded event) {
        balance = balance.plus(event.amount());
    }
}
