package dev.daybook.mail;

import dev.daybook.replay.AsOf;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.users.UserEvent.EmailChangeRequested;
import dev.daybook.users.UserEvent.PasswordResetRequested;
import dev.daybook.users.UserEvent.ProfileChanged;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Follows the log and sends the mails that users ask for. One that has failed is sent again with another token, which takes
 * the place of the first. What is no news any more is not sent.
 */
@Component
@WithMailServer
@ProcessingGroup(MailConfiguration.SUBSCRIBER)
@DisallowReplay
class TokenMails {
    /** Time after which nobody is told any more that their address was changed. */
    private static final Duration NEWS = Duration.ofDays(7);

    private final Users users;
    private final PointInTimeRows past;
    private final MailTokens tokens;
    private final Smtp smtp;
    private final MailSettings settings;
    private final Clock clock;
    private final Counter sent;
    private final Counter dropped;

    TokenMails(
            Users users,
            PointInTimeRows past,
            MailTokens tokens,
            Smtp smtp,
            MailSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.users = users;
        this.past = past;
        this.tokens = tokens;
        this.smtp = smtp;
        this.settings = settings;
        this.clock = clock;
        this.sent = counter("sent", meters);
        this.dropped = counter("dropped", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("daybook.mails")
                .description("Mails that the mail server has taken, and those that were no news any more")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Goes to the address for which it was asked, if the user still has it. */
    @EventHandler
    void on(PasswordResetRequested event, @Timestamp Instant at, @SequenceNumber long number) {
        if (isOver(at, settings.tokenLifetime())) {
            return;
        }
        var then = emailAfter(event.user(), number);
        var now = users.findById(event.user().value()).map(UserView::email);
        then.filter(email -> now.filter(email::equals).isPresent())
                .ifPresent(email -> tokens.issue(event.user(), Purpose.RESET_PASSWORD, number)
                        .ifPresent(token ->
                                send(email, "A new password", """
                                Somebody has asked the shop for a new password for this address. If it was you, choose one here:

                                %s

                                The link works once, and for %s. Without it your password stays as it is.
                                """.formatted(settings.resetLink(token), lifetime()))));
    }

    @EventHandler
    void on(EmailChangeRequested event, @Timestamp Instant at, @SequenceNumber long number) {
        if (event.email() == null || isOver(at, settings.tokenLifetime())) {
            return;
        }
        var wanted = event.email().value();
        tokens.issue(event.user(), Purpose.CONFIRM_EMAIL, number).ifPresent(token -> {
            send(wanted, "Confirm your e-mail address", """
                    Somebody wants to use this address in the shop. If it was you, confirm it here:

                    %s

                    The link works once, and for %s. Without it nothing changes.
                    """.formatted(settings.confirmLink(token), lifetime()));
            emailAfter(event.user(), number)
                    .filter(email -> !email.equals(wanted))
                    .ifPresent(email -> send(email, "Your e-mail address", """
                            Somebody has asked the shop, with your password, to use another e-mail address in place of this one. If it
                            was not you, change your password.
                            """));
        });
    }

    /** Tells the owner of the address that was replaced. */
    @EventHandler
    void on(ProfileChanged event, @Timestamp Instant at, @SequenceNumber long number) {
        var profile = event.profile();
        if (profile == null || isOver(at, NEWS)) {
            return;
        }
        emailAfter(event.user(), number - 1)
                .filter(email -> !email.equals(profile.email().value()))
                .ifPresent(email -> send(email, "Your e-mail address was changed", """
                        The shop now uses another e-mail address for you in place of this one. If you did not change it, log in
                        with your username, change your password, and change the address back.
                        """));
    }

    /** The address that the user had after this event of theirs; none when they are erased by now. */
    private Optional<String> emailAfter(UserId user, long number) {
        return past.rowOf(UserView.class, user.value(), user.toString(), AsOf.version(number + 1))
                .map(UserView::email);
    }

    private boolean isOver(Instant at, Duration lifetime) {
        var over = clock.instant().isAfter(at.plus(lifetime));
        if (over) {
            dropped.increment();
        }
        return over;
    }

    private String lifetime() {
        var minutes = settings.tokenLifetime().toMinutes();
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }

    private void send(String to, String subject, String text) {
        smtp.send(to, subject, text);
        sent.increment();
    }
}
