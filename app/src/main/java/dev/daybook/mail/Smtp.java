package dev.daybook.mail;

import dev.daybook.users.Email;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends mails in plain text to the mail server, and tells failures of the server from those of a mail. */
@Component
@WithMailServer
class Smtp {
    private static final int PERMANENT = 500;

    private final JavaMailSender server;
    private final MailSettings settings;

    Smtp(JavaMailSender server, MailSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * @throws MailServerUnavailable when the server has taken neither this mail nor would take another
     * @throws MailRefused when it does not take this one
     */
    void send(String to, String subject, String text) {
        try {
            server.send(mail -> {
                var parts = new MimeMessageHelper(mail);
                parts.setFrom(settings.from());
                parts.setTo(new InternetAddress(Email.forMail(to), true));
                parts.setSubject(subject);
                parts.setText(text);
                // So that nobody's absence is answered to the shop.
                mail.setHeader("Auto-Submitted", "auto-generated");
            });
        } catch (MailException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(MailException thrown) {
        var causes = causes(thrown).toList();
        // Who asks for a mail to a recipient whom the server does not want, or not yet, must not keep others waiting.
        var refused = !(thrown instanceof MailAuthenticationException || thrown instanceof MailSendException)
                || causes.stream().anyMatch(Smtp::isRefusal);
        var reason =
                String.join(", ", causes.stream().map(Smtp::describe).distinct().toList());
        return refused ? new MailRefused(reason) : new MailServerUnavailable(reason);
    }

    /** A refusal of the recipient or of the mail itself. That of the sender, or of who has not logged in, is one of all mails. */
    private static boolean isRefusal(Throwable cause) {
        return cause instanceof SMTPAddressFailedException
                || cause instanceof SMTPSendFailedException failed
                        && failed.getReturnCode() >= PERMANENT
                        && !failed.getCommand().startsWith("MAIL");
    }

    private static String describe(Throwable cause) {
        var name = cause.getClass().getSimpleName();
        return switch (cause) {
            case SMTPAddressFailedException failed -> name + " " + failed.getReturnCode();
            case SMTPSendFailedException failed -> name + " " + failed.getReturnCode();
            default -> name;
        };
    }

    private static Stream<Throwable> causes(MailException thrown) {
        var failures = thrown instanceof MailSendException failed
                ? Arrays.<Throwable>asList(failed.getMessageExceptions())
                : List.<Throwable>of();
        return Stream.concat(Stream.ofNullable(thrown.getCause()), failures.stream())
                .flatMap(failure -> Stream.iterate(failure, Objects::nonNull, Throwable::getCause));
    }
}
