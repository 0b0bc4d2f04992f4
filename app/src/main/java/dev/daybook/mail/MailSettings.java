package dev.daybook.mail;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of mails, which the shop sends when {@code spring.mail.host} names a server. Then the first three are needed.
 *
 * @param from e-mail address of the sender
 * @param resetUrl address of the page on which a new password is chosen; the token takes the place of {@code {token}}
 * @param confirmUrl address of the page that confirms an e-mail address; the token takes the place of {@code {token}}
 * @param tokenLifetime time for which the token in a mail is good
 * @param requestsPerEmail mails to an e-mail address that may be asked for
 * @param requestsPerAddress mails that may be asked for from a client address
 * @param per time in which all requests are refilled, one by one
 */
@Validated
@WithMailServer
@ConfigurationProperties("daybook.mail")
record MailSettings(
        @NotNull @Email String from,
        @NotNull @Pattern(regexp = PAGE, message = NO_PAGE) String resetUrl,
        @NotNull @Pattern(regexp = PAGE, message = NO_PAGE) String confirmUrl,

        @DurationMin(minutes = 1) @DurationMax(days = 1) @DefaultValue("30m")
        Duration tokenLifetime,

        @Min(1) @Max(MAX_REQUESTS) @DefaultValue("3") int requestsPerEmail,
        @Min(1) @Max(MAX_REQUESTS) @DefaultValue("30") int requestsPerAddress,

        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("1h")
        Duration per) {
    private static final String PAGE = "https?://[!-~]+\\{token\\}[!-~]*";
    private static final String NO_PAGE = "must be the http or https address of a page, with {token} in it";
    private static final int MAX_REQUESTS = 1_000_000;
    private static final String TOKEN = "{token}";

    String resetLink(String token) {
        return resetUrl.replace(TOKEN, token);
    }

    String confirmLink(String token) {
        return confirmUrl.replace(TOKEN, token);
    }
}
