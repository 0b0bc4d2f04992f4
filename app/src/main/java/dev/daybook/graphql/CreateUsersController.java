package dev.daybook.graphql;

import dev.daybook.eventstore.Commands;
import dev.daybook.eventstore.Receipt;
import dev.daybook.graphql.RegisterUserInput.Registrant;
import dev.daybook.graphql.UserError.Code;
import dev.daybook.graphql.paging.Views;
import dev.daybook.security.Viewer;
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
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class CreateUsersController {
    private static final int MAX_ROWS = 100;

    private final Passwords passwords;
    private final Commands commands;
    private final Views views;

    CreateUsersController(Passwords passwords, Commands commands, Views views) {
        this.passwords = passwords;
        this.commands = commands.lookingAgain("users_username_taken", "users_email_taken");
        this.views = views;
    }

    record CreateUsersInput(List<RegisterUserInput> users, BulkErrorPolicy errorPolicy, String idempotencyKey) {}

    public record CreateUserResult(int index, @Nullable UserView user, List<?> userErrors) {}

    public record CreateUsersPayload(
            int createdCount, List<CreateUserResult> results, List<?> userErrors, boolean idempotentReplay)
            implements Payload {}

    /** A row of the input, what was read of it, and in its reader what is wrong with it. */
    private record Row(int index, InputReader in, Supplier<Registrant> registrant) {
        static Row of(int index, RegisterUserInput input) {
            var in = new InputReader("input", "users", Integer.toString(index));
            return new Row(index, in, input.read(in));
        }

        void note(Registration registration) {
            if (registration.usernameTaken()) {
                in.refuse(Code.TAKEN, "This username is already taken", "username");
            }
            if (registration.emailTaken()) {
                in.refuse(Code.TAKEN, "This email is already taken", "email");
            }
        }
    }

    @MutationMapping
    CreateUsersPayload createUsers(@Argument CreateUsersInput input, Viewer viewer, DataFetchingEnvironment field) {
        refuseUnlessFits(input.users().size());
        var rows = IntStream.range(0, input.users().size())
                .mapToObj(index -> Row.of(index, input.users().get(index)))
                .toList();
        var valid = rows.stream().filter(row -> row.in().isValid()).toList();
        var allOrNothing = input.errorPolicy() == BulkErrorPolicy.REJECT_EVERYTHING;
        if (allOrNothing && valid.size() < rows.size()) {
            return nobody(rows);
        }
        try {
            var command =
                    new RegisterUsers(valid.parallelStream().map(this::command).toList(), allOrNothing);
            var receipt = commands.sendOnce(command, viewer.actor(), IdempotencyKeys.of(field), Registrations.class);
            return created(rows, valid, receipt);
        } catch (UserRefused refused) {
            if (!(refused.refusal() instanceof SomeTaken taken)) {
                throw refused;
            }
            note(taken.rows(), valid);
            return nobody(rows);
        }
    }

    private RegisterUser command(Row row) {
        var registrant = row.registrant().get();
        return new RegisterUser(
                UserId.random(), registrant.profile(), Role.CUSTOMER, passwords.hash(registrant.password()));
    }

    private CreateUsersPayload created(List<Row> rows, List<Row> valid, Receipt<Registrations> receipt) {
        note(receipt.result(), valid);
        var ids = new HashMap<Integer, UUID>();
        for (int i = 0; i < valid.size(); i++) {
            var registration = receipt.result().rows().get(i);
            if (registration.isFree()) {
                ids.put(valid.get(i).index(), registration.user().value());
            }
        }
        var users = views.byId(UserView.class, ids.values(), UserView::id);
        var results = rows.stream()
                .map(row -> new CreateUserResult(
                        row.index(), users.get(ids.get(row.index())), row.in().errors()))
                .toList();
        return new CreateUsersPayload(ids.size(), results, List.of(), receipt.replayed());
    }

    private static CreateUsersPayload nobody(List<Row> rows) {
        return new CreateUsersPayload(
                0,
                rows.stream()
                        .map(row ->
                                new CreateUserResult(row.index(), null, row.in().errors()))
                        .toList(),
                rows.stream().flatMap(row -> row.in().errors().stream()).toList(),
                false);
    }

    private static void note(Registrations registrations, List<Row> valid) {
        for (int i = 0; i < valid.size(); i++) {
            valid.get(i).note(registrations.rows().get(i));
        }
    }

    private static void refuseUnlessFits(int rows) {
        var constraint = "1.." + MAX_ROWS;
        if (rows == 0) {
            throw Refused.value(Code.OUT_OF_RANGE, "There must be at least one user", constraint, "input", "users");
        }
        if (rows > MAX_ROWS) {
            throw Refused.value(
                    Code.TOO_MANY_ITEMS,
                    "There may be at most %d users".formatted(MAX_ROWS),
                    constraint,
                    "input",
                    "users");
        }
    }
}
