package dev.daybook.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessagePreparator;

/** A failure of the server makes all mails wait, and one of a mail no other. */
class SmtpTest {
    private static final String ADDRESS = "ada@example.com";

    private final JavaMailSender server = mock();
    private final Smtp smtp = new Smtp(
            server,
            new MailSettings(
                    "shop@shop.example",
                    "https://shop.example/#{token}",
                    "https://shop.example/#{token}",
                    Duration.ofMinutes(30),
                    3,
                    30,
                    Duration.ofHours(1)));

    private void fails(MailException failure, Class<? extends RuntimeException> type, String reason) {
        doThrow(failure).when(server).send(any(MimeMessagePreparator.class));
        assertThatThrownBy(() -> smtp.send(ADDRESS, "News", "None"))
                .isInstanceOf(type)
                .hasMessageEndingWith(": " + reason)
                .hasMessageNotContaining(ADDRESS)
                .hasNoCause();
    }

    private static MailSendException sending(MessagingException failure) {
        return new MailSendException(Map.of("the mail to " + ADDRESS, failure));
    }

    private static SMTPSendFailedException answer(String command, int code) {
        return new SMTPSendFailedException(command, code, code + " " + ADDRESS, null, null, null, null);
    }

    @Test
    void a_server_that_cannot_be_reached_is_unavailable() {
        fails(
                new MailSendException("No connection", new MessagingException(ADDRESS, new ConnectException(ADDRESS))),
                MailServerUnavailable.class,
                "MessagingException, ConnectException");
    }

    @Test
    void so_is_one_that_does_not_let_the_shop_in() {
        fails(
                new MailAuthenticationException(new AuthenticationFailedException("535 " + ADDRESS)),
                MailServerUnavailable.class,
                "AuthenticationFailedException");
    }

    @Test
    void so_is_one_that_takes_no_mail_for_now() {
        fails(sending(answer(".", 421)), MailServerUnavailable.class, "SMTPSendFailedException 421");
    }

    @Test
    void so_is_one_that_does_not_take_the_sender() {
        fails(
                sending(answer("MAIL FROM:<" + ADDRESS + ">", 550)),
                MailServerUnavailable.class,
                "SMTPSendFailedException 550");
    }

    @Test
    void a_mail_that_is_refused_for_good_is_refused() {
        fails(sending(answer(".", 554)), MailRefused.class, "SMTPSendFailedException 554");
    }

    @ParameterizedTest
    @ValueSource(ints = {450, 550})
    void so_is_one_to_a_recipient_who_is_not_wanted_for_good_or_for_now(int code) throws AddressException {
        var refused = new SMTPAddressFailedException(
                new InternetAddress(ADDRESS), "RCPT TO:<" + ADDRESS + ">", code, code + " " + ADDRESS);
        fails(
                sending(new SendFailedException("Invalid addresses", refused)),
                MailRefused.class,
                "SendFailedException, SMTPAddressFailedException " + code);
    }

    @Test
    void so_is_one_to_what_is_no_address() {
        fails(
                new MailPreparationException(new AddressException("Dots", ADDRESS)),
                MailRefused.class,
                "AddressException");
    }

    @Test
    void the_token_takes_its_place_in_the_link() {
        var settings = new MailSettings(
                "shop@shop.example",
                "https://shop.example/reset/{token}?from=mail",
                "https://shop.example/#{token}",
                Duration.ofMinutes(30),
                3,
                30,
                Duration.ofHours(1));
        assertThat(settings.resetLink("a-b_c")).isEqualTo("https://shop.example/reset/a-b_c?from=mail");
        assertThat(settings.confirmLink("a-b_c")).isEqualTo("https://shop.example/#a-b_c");
    }
}
