package dev.daybook.graphql.users;

import dev.daybook.graphql.errors.InputPaths;
import dev.daybook.graphql.errors.RefusalTranslator;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.RetryLaterError;
import dev.daybook.graphql.errors.UserError.VersionConflictError;
import dev.daybook.mail.MailTokenRefused;
import dev.daybook.personaldata.PersonalDataErased;
import dev.daybook.security.SignInElsewhere;
import dev.daybook.users.TooBusy;
import dev.daybook.users.UserRefusal;
import dev.daybook.users.UserRefused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Translates the refusals of users, of the tokens of mails, and of the queue in which passwords are hashed. */
@Component
class UserRefusalTranslator implements RefusalTranslator {
    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case UserRefused refused -> List.of(translate(refused.refusal(), arguments));
            case PersonalDataErased _ -> List.of(erasedCustomer(arguments));
            case MailTokenRefused refused ->
                List.of(new GenericError(
                        Objects.requireNonNull(refused.getMessage()),
                        Code.TOKEN_INVALID,
                        InputPaths.given("token", arguments)));
            case SignInElsewhere elsewhere ->
                List.of(new GenericError(Objects.requireNonNull(elsewhere.getMessage()), Code.SIGN_IN_ELSEWHERE, null));
            case TooBusy busy -> List.of(RetryLaterError.of(busy, busy.retryAfter(), null));
            default -> List.of();
        };
    }

    private static UserError translate(UserRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case UserRefusal.NotActive _ ->
                new GenericError("This user is deactivated", Code.DEACTIVATED, InputPaths.given("login", arguments));
            case UserRefusal.Erased erased ->
                erased(InputPaths.find(arguments, erased.user().value()));
            case UserRefusal.LastAdmin last ->
                new GenericError(
                        "This is the last active administrator",
                        Code.IN_USE,
                        InputPaths.find(arguments, last.user().value()));
            case UserRefusal.VersionConflict conflict ->
                VersionConflictError.of("user", conflict.expected(), conflict.actual());
            case UserRefusal.SomeTaken _ ->
                new GenericError(
                        "Some usernames or e-mail addresses are already taken",
                        Code.TAKEN,
                        InputPaths.given("users", arguments));
        };
    }

    private static UserError erased(@Nullable List<String> field) {
        return new GenericError("This user is erased", Code.ERASED, field);
    }

    /** The text of an order is encrypted with its customer's key, which is gone. */
    private static UserError erasedCustomer(Map<String, Object> arguments) {
        var order = InputPaths.given("orderId", arguments);
        return order == null
                ? erased(null)
                : new GenericError("The customer of the order is erased", Code.ERASED, order);
    }
}
