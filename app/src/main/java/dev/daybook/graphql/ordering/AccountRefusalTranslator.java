package dev.daybook.graphql.ordering;

import dev.daybook.graphql.errors.InputPaths;
import dev.daybook.graphql.errors.RefusalTranslator;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.InsufficientFundsError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import dev.daybook.ordering.account.AccountRefusal;
import dev.daybook.ordering.account.AccountRefused;
import dev.daybook.ordering.notification.UnknownNotification;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Translates the refusals of accounts and of notifications. */
@Component
class AccountRefusalTranslator implements RefusalTranslator {
    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case AccountRefused refused -> List.of(translate(refused.refusal(), arguments));
            case UnknownNotification unknown ->
                List.of(new GenericError(
                        "There is no such notification",
                        Code.NOT_FOUND,
                        InputPaths.find(arguments, unknown.notification().value())));
            default -> List.of();
        };
    }

    private static UserError translate(AccountRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case AccountRefusal.UnknownOwner unknown ->
                new GenericError(
                        "There is no such user, or they are not active",
                        Code.NOT_FOUND,
                        InputPaths.find(arguments, unknown.owner().value()));
            case AccountRefusal.TooManyAccounts(var most) ->
                new ValidationError(
                        "A user has at most %d accounts".formatted(most),
                        Code.TOO_MANY_ITEMS,
                        InputPaths.given("ownerId", arguments),
                        "at most " + most);
            // No more than that: a caller must not learn of an account that they cannot use.
            case AccountRefusal.UnknownAccount(var account) ->
                new GenericError(
                        "There is no such account", Code.NOT_FOUND, InputPaths.find(arguments, account.value()));
            case AccountRefusal.SameAccount _ ->
                new GenericError(
                        "This is the account that the money comes from",
                        Code.SAME_ACCOUNT,
                        List.of("input", "toAccountId"));
            case AccountRefusal.OtherCurrency(var account) ->
                new GenericError(
                        "This account is in another currency",
                        Code.CURRENCY_MISMATCH,
                        InputPaths.find(arguments, account.value()));
            case AccountRefusal.InsufficientFunds(var account, var requested, var available) ->
                new InsufficientFundsError(
                        "Insufficient funds in this account. Available: %s, Requested: %s"
                                .formatted(available, requested),
                        Code.INSUFFICIENT_FUNDS,
                        InputPaths.find(arguments, account.value()),
                        requested,
                        available);
            case AccountRefusal.BalanceTooLarge(var account) ->
                new ValidationError(
                        "The balance of this account would be 10^16 or more",
                        Code.OUT_OF_RANGE,
                        InputPaths.find(arguments, account.value()),
                        "balance < 10^16");
        };
    }
}
