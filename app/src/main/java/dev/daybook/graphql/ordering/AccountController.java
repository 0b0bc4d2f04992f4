package dev.daybook.graphql.ordering;

import dev.daybook.catalog.Currencies;
import dev.daybook.catalog.Money;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.input.MoneyInput;
import dev.daybook.graphql.input.OnBehalf;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.NestedLoader;
import dev.daybook.graphql.paging.ProjectedHistory;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.ErasedUsers;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.ordering.account.AccountCommand;
import dev.daybook.ordering.account.AccountCommand.DepositFunds;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.ordering.account.Accounts;
import dev.daybook.ordering.account.LedgerEntryView;
import dev.daybook.ordering.account.TransferFunds;
import dev.daybook.ordering.account.TransferId;
import dev.daybook.ordering.account.TransferView;
import dev.daybook.ordering.account.Transfers;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import dev.daybook.users.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Accounts in which the shop holds money for users. */
@Controller
class AccountController {
    private final Accounts accounts;
    private final Transfers transfers;
    private final Commands commands;
    private final ProjectedHistory<LedgerEntryView> entries;
    private final NestedLoader<Instant, Money> balances;

    AccountController(
            Accounts accounts,
            Transfers transfers,
            Commands commands,
            Views views,
            PastBalances pastBalances,
            BatchLoaders loaders) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.commands = commands;
        entries = new ProjectedHistory<>(LedgerEntryView.class, "accountId", views, loaders);
        balances = new NestedLoader<>("pastBalances", loaders, pastBalances::at);
    }

    record OpenAccountInput(
            String name,
            String currencyCode,
            @Nullable String ownerId,
            @Nullable String idempotencyKey) {}

    record DepositFundsInput(String accountId, MoneyInput amount, String reference, String idempotencyKey) {}

    record TransferFundsInput(
            String fromAccountId,
            String toAccountId,
            MoneyInput amount,
            @Nullable String reference,
            String idempotencyKey) {}

    public record AccountPayload(AccountView account, boolean idempotentReplay) implements Payload {}

    public record TransferFundsPayload(TransferView transfer, boolean idempotentReplay) implements Payload {}

    @QueryMapping
    Optional<AccountView> account(@Argument String id, Caller caller) {
        return GlobalId.parse("Account", id)
                .flatMap(accounts::findById)
                .filter(account -> caller.isOwnerOrStaff(account.owner()));
    }

    @SchemaMapping(typeName = "User", field = "accounts")
    CompletableFuture<List<AccountView>> accountsOfUser(
            UserView user, DataLoader<UUID, List<AccountView>> accountsOfUsers) {
        return accountsOfUsers.load(user.id());
    }

    @SchemaMapping(typeName = "Account")
    CompletableFuture<@Nullable UserView> owner(AccountView account, DataLoader<UUID, UserView> users) {
        return ErasedUsers.hidden(users.load(account.ownerId()));
    }

    @SchemaMapping(typeName = "Account")
    CompletableFuture<Money> balanceAsOf(AccountView account, @Argument Instant at, DataFetchingEnvironment field) {
        return balances.load(account.id(), at, field)
                .thenApply(balance -> balance == null ? account.balance().minus(account.balance()) : balance);
    }

    @SchemaMapping(typeName = "Account", field = "entries")
    CompletableFuture<Connection<LedgerEntryView>> entriesOfAccount(
            AccountView account, DataFetchingEnvironment field) {
        return entries.of(account.id(), field);
    }

    @SchemaMapping(typeName = "Account")
    long version(AccountView account, Caller caller) {
        return own(account, caller).version();
    }

    @SchemaMapping(typeName = "Account")
    Instant createdAt(AccountView account, Caller caller) {
        return own(account, caller).createdAt();
    }

    @SchemaMapping(typeName = "Account")
    Instant updatedAt(AccountView account, Caller caller) {
        return own(account, caller).updatedAt();
    }

    /**
     * Refuses the fields of another user's account that are not nullable; its nullable fields are null. So the sender
     * of a transfer learns nothing of the receiver's account.
     */
    private static AccountView own(AccountView account, Caller caller) {
        if (!caller.isOwnerOrStaff(account.owner())) {
            throw NotAllowed.without(Role.STAFF, caller);
        }
        return account;
    }

    @SchemaMapping(typeName = "Transfer")
    CompletableFuture<AccountView> from(TransferView transfer, DataLoader<UUID, AccountView> accounts) {
        return accounts.load(transfer.fromAccountId());
    }

    @SchemaMapping(typeName = "Transfer")
    CompletableFuture<AccountView> to(TransferView transfer, DataLoader<UUID, AccountView> accounts) {
        return accounts.load(transfer.toAccountId());
    }

    @MutationMapping
    AccountPayload openAccount(@Argument OpenAccountInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var account = AccountId.random();
        var owner = OnBehalf.of(input.ownerId(), "ownerId", in, caller);
        var name = in.read("name", input.name(), OpenAccount::name);
        var currency = in.read("currencyCode", input.currencyCode(), Currencies::inUse);
        var command = in.whenValid(() -> new OpenAccount(account, owner.get(), name.get(), currency.get()));
        if (input.idempotencyKey() == null) {
            commands.send(command, caller.actor());
            return new AccountPayload(accounts.findById(account.value()).orElseThrow(), false);
        }
        var receipt = commands.sendOnce(command, caller.actor(), IdempotencyKeys.of(field), account.value());
        return new AccountPayload(accounts.findById(receipt.result()).orElseThrow(), receipt.replayed());
    }

    @MutationMapping
    AccountPayload depositFunds(@Argument DepositFundsInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var account = in.readId("accountId", "Account", input.accountId(), AccountId::new);
        var amount = in.read("amount", input.amount(), AccountController::positive);
        var reference = in.read("reference", input.reference(), AccountCommand::reference);
        var receipt = commands.sendOnce(
                in.whenValid(() -> new DepositFunds(account.get(), amount.get(), reference.get())),
                caller.actor(),
                IdempotencyKeys.of(field),
                account.get().value());
        return new AccountPayload(accounts.findById(receipt.result()).orElseThrow(), receipt.replayed());
    }

    @MutationMapping
    TransferFundsPayload transferFunds(
            @Argument TransferFundsInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var transfer = TransferId.random();
        var from = in.readId("fromAccountId", "Account", input.fromAccountId(), AccountId::new);
        var to = in.readId("toAccountId", "Account", input.toAccountId(), AccountId::new);
        var amount = in.read("amount", input.amount(), AccountController::positive);
        var reference = in.readOptional("reference", input.reference(), AccountCommand::reference);
        var receipt = commands.sendOnce(
                in.whenValid(() -> new TransferFunds(
                        transfer, caller.id().orElseThrow(), from.get(), to.get(), amount.get(), reference.get())),
                caller.actor(),
                IdempotencyKeys.of(field),
                transfer.value());
        return new TransferFundsPayload(transfers.findById(receipt.result()).orElseThrow(), receipt.replayed());
    }

    private static Money positive(MoneyInput amount) {
        return AccountCommand.amount(amount.money());
    }
}
