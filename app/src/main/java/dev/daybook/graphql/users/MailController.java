package dev.daybook.graphql.users;

import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.RetryLaterError;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.types.Payload;
import dev.daybook.graphql.users.ProfileController.UserPayload;
import dev.daybook.mail.Mails;
import dev.daybook.security.Caller;
import dev.daybook.security.ClientAddress;
import dev.daybook.security.OwnAccounts;
import dev.daybook.security.TooManyAttempts;
import dev.daybook.users.Email;
import dev.daybook.users.Password;
import dev.daybook.users.UserId;
import dev.daybook.users.Users;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Changes of passwords and addresses that are proved by a mail. */
@Controller
class MailController {
    private final OwnAccounts own;
    private final ObjectProvider<Mails> mails;
    private final ProfileController profiles;
    private final Users users;

    MailController(OwnAccounts own, ObjectProvider<Mails> mails, ProfileController profiles, Users users) {
        this.own = own;
        this.mails = mails;
        this.profiles = profiles;
        this.users = users;
    }

    record RequestPasswordResetInput(String email) {}

    record ResetPasswordInput(String token, String newPassword) {}

    record RequestEmailChangeInput(String email, String currentPassword) {}

    record ConfirmEmailChangeInput(String token) {}

    public record MailRequestPayload(boolean requested) implements Payload {}

    @MutationMapping
    MailRequestPayload requestPasswordReset(@Argument RequestPasswordResetInput input, ClientAddress address) {
        var mail = mail();
        return requested(() -> mail.requestPasswordReset(input.email(), address));
    }

    @MutationMapping
    UserPayload resetPassword(@Argument ResetPasswordInput input) {
        var mail = mail();
        var in = new InputReader("input");
        var password = in.whenValid(in.read("newPassword", input.newPassword(), Password::new));
        return payloadOf(mail.resetPassword(input.token(), password));
    }

    @MutationMapping
    MailRequestPayload requestEmailChange(
            @Argument RequestEmailChangeInput input, Caller caller, ClientAddress address) {
        var mail = mail();
        var in = new InputReader("input");
        var email = in.whenValid(in.read("email", input.email(), Email::typed));
        var user = Objects.requireNonNull(caller.user());
        profiles.checkPassword(user, input.currentPassword(), address);
        return requested(() -> {
            if (!mail.requestEmailChange(user.userId(), email, address)) {
                throw new Refused(Code.TAKEN, "This email is already taken", "input", "email");
            }
        });
    }

    @MutationMapping
    UserPayload confirmEmailChange(@Argument ConfirmEmailChangeInput input) {
        return payloadOf(mail().confirmEmailChange(input.token()));
    }

    private Mails mail() {
        own.require();
        var mail = mails.getIfAvailable();
        if (mail == null) {
            throw new Refused(Code.MAIL_NOT_CONFIGURED, "This shop sends no mails");
        }
        return mail;
    }

    private static MailRequestPayload requested(Runnable request) {
        try {
            request.run();
            return new MailRequestPayload(true);
        } catch (TooManyAttempts none) {
            throw new Refused(List.of(RetryLaterError.of(none, none.retryAfter(), List.of("input", "email"))));
        }
    }

    private UserPayload payloadOf(UserId user) {
        return new UserPayload(users.findById(user.value()).orElseThrow());
    }
}
