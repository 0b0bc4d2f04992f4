package dev.daybook.graphql.users;

import dev.daybook.commands.Commands;
import dev.daybook.commands.Receipt;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.types.Payload;
import dev.daybook.graphql.users.ProfileController.UserPayload;
import dev.daybook.security.Caller;
import dev.daybook.security.OwnAccounts;
import dev.daybook.users.BulkUserCommand;
import dev.daybook.users.BulkUserCommand.AffectedUsers;
import dev.daybook.users.BulkUserCommand.DeactivateInactive;
import dev.daybook.users.BulkUserCommand.EraseDeactivated;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand;
import dev.daybook.users.UserCommand.ChangeRole;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.ReactivateUser;
import dev.daybook.users.Users;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Changes to users by staff and administrators. */
@Controller
class UserAdministrationController {
    private static final int MAX_DAYS = 3650;

    private final Users users;
    private final NamedUsers named;
    private final OwnAccounts own;
    private final Commands commands;
    private final Clock clock;

    UserAdministrationController(Users users, NamedUsers named, OwnAccounts own, Commands commands, Clock clock) {
        this.users = users;
        this.named = named;
        this.own = own;
        this.commands = commands;
        this.clock = clock;
    }

    record ChangeUserRoleInput(
            String userId, Role role, @Nullable Long expectedVersion) {}

    record UserActionInput(String userId, @Nullable String reason) {}

    record DeactivateInactiveUsersInput(int inactiveForDays, boolean dryRun, String idempotencyKey) {}

    record EraseDeactivatedUsersInput(int deactivatedForDays, boolean dryRun, String idempotencyKey) {}

    public record BulkUserPayload(int affectedCount, boolean dryRun, List<String> userIds, boolean idempotentReplay)
            implements Payload {
        static BulkUserPayload of(Receipt<AffectedUsers> receipt, boolean dryRun) {
            var ids = receipt.result().users().stream()
                    .map(ProfileController::globalId)
                    .toList();
            return new BulkUserPayload(ids.size(), dryRun, ids, receipt.replayed());
        }
    }

    @MutationMapping
    UserPayload changeUserRole(@Argument ChangeUserRoleInput input, Caller caller) {
        own.requireProfiles();
        var user = named.changeable(input.userId(), caller);
        return send(new ChangeRole(user.userId(), input.role(), input.expectedVersion()), caller);
    }

    @MutationMapping
    UserPayload deactivateUser(@Argument UserActionInput input, Caller caller) {
        var user = named.changeableOther(input.userId(), caller);
        var in = new InputReader("input");
        var reason = in.readOptional("reason", input.reason(), UserCommand::reason);
        return send(in.whenValid(() -> new DeactivateUser(user.userId(), reason.get(), null)), caller);
    }

    @MutationMapping
    UserPayload reactivateUser(@Argument UserActionInput input, Caller caller) {
        var user = named.changeable(input.userId(), caller);
        var in = new InputReader("input");
        var reason = in.readOptional("reason", input.reason(), UserCommand::reason);
        return send(in.whenValid(() -> new ReactivateUser(user.userId(), reason.get())), caller);
    }

    @MutationMapping
    BulkUserPayload deactivateInactiveUsers(
            @Argument DeactivateInactiveUsersInput input, Caller caller, DataFetchingEnvironment field) {
        var since = clock.instant().minus(days("inactiveForDays", input.inactiveForDays(), 1));
        return sendBulk(new DeactivateInactive(since), input.dryRun(), caller, field);
    }

    @MutationMapping
    BulkUserPayload eraseDeactivatedUsers(
            @Argument EraseDeactivatedUsersInput input, Caller caller, DataFetchingEnvironment field) {
        var before = clock.instant().minus(days("deactivatedForDays", input.deactivatedForDays(), 0));
        return sendBulk(new EraseDeactivated(before), input.dryRun(), caller, field);
    }

    /** Runs a command for all matching users; a dry run changes nothing and uses up no idempotency key. */
    private BulkUserPayload sendBulk(
            BulkUserCommand command, boolean dryRun, Caller caller, DataFetchingEnvironment field) {
        return BulkUserPayload.of(
                dryRun
                        ? new Receipt<>(AffectedUsers.of(command.matching(users)), false)
                        : commands.sendOnce(command, caller.actor(), IdempotencyKeys.of(field), AffectedUsers.class),
                dryRun);
    }

    private UserPayload send(UserCommand command, Caller caller) {
        commands.send(command, caller.actor());
        return new UserPayload(users.findById(command.user().value()).orElseThrow());
    }

    private static Duration days(String field, int days, int min) {
        if (days < min || days > MAX_DAYS) {
            var constraint = min + ".." + MAX_DAYS;
            throw Refused.value(Code.OUT_OF_RANGE, field + " must be within " + constraint, constraint, "input", field);
        }
        return Duration.ofDays(days);
    }
}
