package dev.daybook.mail;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.mail.MailTokens.OpenToken;
import dev.daybook.security.AttemptBuckets;
import dev.daybook.security.ClientAddress;
import dev.daybook.security.OpaqueTokens;
import dev.daybook.security.RefusalCounter;
import dev.daybook.security.TooManyAttempts;
import dev.daybook.users.Email;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.UserCommand.RequestEmailChange;
import dev.daybook.users.UserCommand.RequestPasswordReset;
import dev.daybook.users.UserEvent.EmailChangeRequested;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes requests for mails, of which there is a limited number, and what comes back with their tokens. */
@Component
@WithMailServer
public class Mails {
    /** Time that a request of a stranger takes, whether or not there is something to do. */
    private static final long SAME_TIME_MILLIS = 250;

    private final Users users;
    private final Commands commands;
    private final Passwords passwords;
    private final MailTokens tokens;
    private final EventQueries eventQueries;
    private final AttemptBuckets buckets;
    private final MailSettings settings;
    private final Counter refused;

    Mails(
            Users users,
            Commands commands,
            Passwords passwords,
            MailTokens tokens,
            EventQueries eventQueries,
            AttemptBuckets buckets,
            MailSettings settings,
            MeterRegistry meters) {
        this.users = users;
        this.commands = commands;
        this.passwords = passwords;
        this.tokens = tokens;
        this.eventQueries = eventQueries;
        this.buckets = buckets;
        this.settings = settings;
        this.refused = RefusalCounter.of("mails", meters);
    }

    /**
     * Asks for a mail with which the user of this address can replace their password. It takes as long for an unknown
     * address, so that the time tells a stranger nothing.
     *
     * @throws TooManyAttempts when too many mails were asked for, known address or not
     */
    public void requestPasswordReset(String email, ClientAddress address) {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SAME_TIME_MILLIS);
        count(email, address);
        users.findByEmail(email)
                .map(UserView::userId)
                .ifPresent(user -> commands.send(new RequestPasswordReset(user), new Actor.Anonymous()));
        waitUntil(end);
    }

    private static void waitUntil(long end) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks for a mail that proves that the address is the user's, unless another user has it.
     *
     * @return whether nobody else has the address
     * @throws TooManyAttempts when too many mails were asked for
     */
    public boolean requestEmailChange(UserId user, Email email, ClientAddress address) {
        count(email.value(), address);
        var isFree = users.findByEmail(email.value())
                .map(UserView::userId)
                .filter(owner -> !owner.equals(user))
                .isEmpty();
        if (isFree) {
            commands.send(new RequestEmailChange(user, email), new Actor.User(user));
        }
        return isFree;
    }

    /** @throws MailTokenRefused when the token is not good */
    public UserId resetPassword(String token, Password password) {
        var open = tokens.find(token, Purpose.RESET_PASSWORD);
        return use(open, new ResetPassword(open, OpaqueTokens.hash(token), passwords.hash(password)));
    }

    /** @throws MailTokenRefused when the token is not good */
    public UserId confirmEmailChange(String token) {
        var open = tokens.find(token, Purpose.CONFIRM_EMAIL);
        var email = emailOf(open).orElseThrow(MailTokenRefused::new);
        return use(open, new ConfirmEmailChange(open, OpaqueTokens.hash(token), email));
    }

    private UserId use(OpenToken token, Object command) {
        commands.send(command, new Actor.User(token.user()));
        return token.user();
    }

    private Optional<Email> emailOf(OpenToken token) {
        var slice = new EventQueries.Slice(token.user().toString(), token.request(), token.request());
        return eventQueries.read(Set.of(slice)).values().stream()
                .flatMap(List::stream)
                .flatMap(event -> Stream.ofNullable(((EmailChangeRequested) event.getPayload()).email()))
                .findFirst();
    }

    /** The client comes first: a flood from one address then creates no rows for made-up recipients. */
    private void count(String email, ClientAddress address) {
        try {
            take("address " + address.network(), settings.requestsPerAddress());
            take("email " + Email.lookedUp(email).toLowerCase(Locale.ROOT), settings.requestsPerEmail());
        } catch (TooManyAttempts none) {
            refused.increment();
            throw none;
        }
    }

    private void take(String key, int requests) {
        buckets.take("mail", key, requests, settings.per(), "Too many mails were asked for");
    }
}
