package dev.daybook.graphql.users;

import static java.util.stream.Collectors.toSet;

import dev.daybook.commands.Commands;
import dev.daybook.commands.Receipt;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.BulkErrorPolicy;
import dev.daybook.graphql.input.BulkRows;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.Payload;
import dev.daybook.graphql.users.RegisterUserInput.Registrant;
import dev.daybook.security.Caller;
import dev.daybook.security.OwnAccounts;
import dev.daybook.users.Passwords;
import dev.daybook.users.RegisterUsers;
import dev.daybook.users.RegisterUsers.Registration;
import dev.daybook.users.RegisterUsers.Registrations;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefusal.SomeTaken;
import dev.daybook.users.UserRefused;
import dev.daybook.users.UserView;
import dev.daybook.users.UsersIndex;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class CreateUsersController {
    private final OwnAccounts own;
    private final Passwords passwords;
    private final Commands commands;
    private final Views views;

    CreateUsersController(OwnAccounts own, Passwords passwords, Commands commands, Views views) {
        this.own = own;
        this.passwords = passwords;
        this.commands = commands.retryingOnConflictOf(UsersIndex.USERNAME, UsersIndex.EMAIL);
        this.views = views;
    }

    record CreateUsersInput(List<RegisterUserInput> users, BulkErrorPolicy errorPolicy, String idempotencyKey) {}

    public record CreateUserResult(int index, @Nullable UserView user, List<?> userErrors) {}

    public record CreateUsersPayload(
            int createdCount, List<CreateUserResult> results, List<?> userErrors, boolean idempotentReplay)
            implements Payload {}

    @MutationMapping
    CreateUsersPayload createUsers(@Argument CreateUsersInput input, Caller caller, DataFetchingEnvironment field) {
        own.require();
        var rows = BulkRows.read("users", input.users(), RegisterUserInput::read);
        var allOrNothing = input.errorPolicy() == BulkErrorPolicy.REJECT_EVERYTHING;
        if (allOrNothing && !rows.areAllValid()) {
            return noneCreated(rows);
        }
        try {
            var users = rows.values().parallelStream().map(this::command).toList();
            var receipt = commands.sendOnce(
                    new RegisterUsers(users, allOrNothing),
                    caller.actor(),
                    IdempotencyKeys.of(field),
                    Registrations.class);
            return created(rows, receipt);
        } catch (UserRefused refused) {
            if (!(refused.refusal() instanceof SomeTaken taken)) {
                throw refused;
            }
            rows.note(taken.rows().rows(), CreateUsersController::note);
            return noneCreated(rows);
        }
    }

    private RegisterUser command(Registrant registrant) {
        return new RegisterUser(
                UserId.random(), registrant.profile(), Role.CUSTOMER, passwords.hash(registrant.password()));
    }

    private CreateUsersPayload created(BulkRows<Registrant> rows, Receipt<Registrations> receipt) {
        var registrations = receipt.result().rows();
        rows.note(registrations, CreateUsersController::note);
        var ids = registrations.stream()
                .filter(Registration::isFree)
                .map(registration -> registration.user().value())
                .collect(toSet());
        var users = views.byId(UserView.class, ids, UserView::id);
        var results = rows.results(
                registrations,
                (index, registration, errors) -> new CreateUserResult(
                        index,
                        registration == null
                                ? null
                                : users.get(registration.user().value()),
                        errors));
        return new CreateUsersPayload(ids.size(), results, List.of(), receipt.replayed());
    }

    private static CreateUsersPayload noneCreated(BulkRows<Registrant> rows) {
        return new CreateUsersPayload(
                0,
                rows.results(List.of(), (index, _, errors) -> new CreateUserResult(index, null, errors)),
                rows.errors(),
                false);
    }

    private static void note(Registration registration, InputReader in) {
        if (registration.usernameTaken()) {
            in.refuse(Code.TAKEN, "This username is already taken", "username");
        }
        if (registration.emailTaken()) {
            in.refuse(Code.TAKEN, "This email is already taken", "email");
        }
    }
}
