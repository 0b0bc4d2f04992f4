package dev.daybook.mail;

import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.subscribers.SubscriberHealth;
import dev.daybook.subscribers.Subscribers;
import dev.daybook.support.CapturedLog;
import dev.daybook.support.Client;
import dev.daybook.support.Concurrently;
import dev.daybook.support.Node;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.Email;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserEvent.EmailChangeRequested;
import dev.daybook.users.UserEvent.PasswordResetRequested;
import dev.daybook.users.UserId;
import dev.daybook.users.Users;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop with a mail server, over HTTP and SMTP. */
@SecondLane
class MailTests {
    private static final Pattern LINK = Pattern.compile("https://shop\\.example/#/(\\w+)\\?token=([\\w-]{43})\\s");
    private static final String NEW_PASSWORD = "Analytical-engine-2";
    private static final Actor TESTER = new Actor.System("test");

    private static GreenMail server;
    private static Node node;
    private static Shop shop;

    @BeforeAll
    static void a_shop_sends_mails() {
        server = serverAt(0);
        node = Node.ofNewShop(
                "--daybook.demo=false",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + port(),
                "--daybook.mail.from=shop@shop.example",
                "--daybook.mail.reset-url=https://shop.example/#/reset?token={token}",
                "--daybook.mail.confirm-url=https://shop.example/#/confirm?token={token}",
                "--daybook.mail.requests-per-address=1000000");
        shop = node.shop();
    }

    private static GreenMail serverAt(int port) {
        var started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.start();
        return started;
    }

    private static int port() {
        return server.getSmtp().getPort();
    }

    @AfterAll
    static void they_close() {
        node.close();
        server.stop();
    }

    private record Person(Client client, String name) {
        String email() {
            return name + "@example.com";
        }

        UserId id() {
            return node.bean(Users.class).findByUsername(name).orElseThrow().userId();
        }
    }

    private static Person newPerson() {
        var name = shop.unique("ada");
        return new Person(shop.newCustomer(name), name);
    }

    private static Response requestReset(String email) {
        return shop.anonymous().mutate("requestPasswordReset", Map.of("email", email), "requested");
    }

    private static Response reset(String token, String password) {
        return shop.anonymous()
                .mutate("resetPassword", Map.of("token", token, "newPassword", password), "user { username }");
    }

    private static Response requestChange(Person person, String email) {
        return person.client()
                .mutate("requestEmailChange", Map.of("email", email, "currentPassword", Shop.PASSWORD), "requested");
    }

    private static Response confirm(String token) {
        return shop.anonymous().mutate("confirmEmailChange", Map.of("token", token), "user { username }");
    }

    private static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of the last of so many mails to the address. */
    private static String mail(String address, int number) {
        await().until(() -> mailsTo(address).size() >= number);
        assertThat(mailsTo(address)).hasSize(number);
        return GreenMailUtil.getWholeMessage(mailsTo(address).getLast());
    }

    private static String tokenIn(String mail) {
        var link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(2);
    }

    private static String tokenOfReset(Person person) {
        requestReset(person.email());
        return tokenIn(mail(person.email(), 1));
    }

    private static JdbcClient jdbc() {
        return node.bean(JdbcClient.class);
    }

    private static int tokensOf(Person person) {
        return jdbc().sql("select count(*) from mail_tokens where user_id = ?")
                .param(person.id().value())
                .query(Integer.class)
                .single();
    }

    private static SubscriberHealth health() {
        return node.bean(Subscribers.class).health().stream()
                .filter(subscriber -> subscriber.name().equals("mail-sender"))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the subscriber has handled all events so far. */
    private static void handled() {
        var head = health().headPosition();
        await().until(() -> health().position() >= head);
    }

    @Test
    void who_has_forgotten_the_password_chooses_another_by_a_mail() throws Exception {
        var ada = newPerson();
        try (var logged = new CapturedLog()) {
            requestReset(ada.email().toUpperCase(Locale.ROOT))
                    .path("requestPasswordReset.requested")
                    .entity(Boolean.class)
                    .isEqualTo(true);
            var mail = mail(ada.email(), 1);
            assertThat(mail)
                    .contains("From: shop@shop.example", "Auto-Submitted: auto-generated", "30 minutes")
                    .contains("Content-Type: text/plain");
            var token = tokenIn(mail);
            assertThat(storedAnywhere(token)).isFalse();
            assertThat(tokensOf(ada)).isEqualTo(1);
            reset(token, NEW_PASSWORD)
                    .path("resetPassword.user.username")
                    .entity(String.class)
                    .isEqualTo(ada.name());
            assertThat(ada.client().isSignedIn()).isFalse();
            assertThat(tokensOf(ada)).isZero();
            assertThat(shop.anonymous().logIn(ada.name(), NEW_PASSWORD).isSignedIn())
                    .isTrue();
            assertThat(userErrors(reset(token, NEW_PASSWORD), "resetPassword"))
                    .containsExactly("TOKEN_INVALID input.token");
            assertThat(logged.lines()).noneMatch(line -> line.contains(token) || line.contains(ada.email()));
        }
    }

    private static boolean storedAnywhere(String token) {
        var tables = jdbc().sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""").query(String.class).list();
        assertThat(tables).contains("public.mail_tokens", "public.domain_events");
        return tables.stream()
                .anyMatch(
                        table -> jdbc().sql("select exists (select from %s as stored where strpos(stored::text, ?) > 0)"
                                        .formatted(table))
                                .param(token)
                                .query(Boolean.class)
                                .single());
    }

    @Test
    void nobody_learns_whether_there_is_a_user() {
        var ada = newPerson();
        var gone = newPerson();
        node.bean(Commands.class).send(new DeactivateUser(gone.id(), null, null), TESTER);
        var head = health().headPosition();
        for (var email : List.of(shop.unique("nobody") + "@example.com", gone.email(), "no address", "\u0000")) {
            var begin = System.nanoTime();
            var answer = requestReset(email);
            assertThat(System.nanoTime() - begin)
                    .isGreaterThan(Duration.ofMillis(250).toNanos());
            assertThat(userErrors(answer, "requestPasswordReset")).isEmpty();
            answer.path("requestPasswordReset.requested").entity(Boolean.class).isEqualTo(true);
        }
        assertThat(health().headPosition()).isEqualTo(head);
        var begin = System.nanoTime();
        requestReset(ada.email())
                .path("requestPasswordReset.requested")
                .entity(Boolean.class)
                .isEqualTo(true);
        assertThat(System.nanoTime() - begin)
                .isGreaterThan(Duration.ofMillis(250).toNanos());
        mail(ada.email(), 1);
        assertThat(mailsTo(gone.email())).isEmpty();
    }

    @Test
    void an_address_gets_a_few_mails_whether_or_not_a_user_has_it() throws Exception {
        for (var email : List.of(newPerson().email(), shop.unique("nobody") + "@example.com")) {
            var errors = Concurrently.atOnce(4, _ -> userErrors(requestReset(email), "requestPasswordReset"));
            assertThat(errors).filteredOn(List::isEmpty).hasSize(3);
            assertThat(errors).contains(List.of("TOO_MANY_ATTEMPTS input.email"));
        }
    }

    @Test
    void of_two_who_use_a_token_at_once_one_succeeds() throws Exception {
        var token = tokenOfReset(newPerson());
        var errors = Concurrently.atOnce(4, i -> userErrors(reset(token, NEW_PASSWORD + i), "resetPassword"));
        assertThat(errors).filteredOn(List::isEmpty).hasSize(1);
        assertThat(errors)
                .filteredOn(found -> found.equals(List.of("TOKEN_INVALID input.token")))
                .hasSize(3);
    }

    @Test
    void a_newer_mail_takes_the_place_of_an_older_one() {
        var ada = newPerson();
        var older = tokenOfReset(ada);
        requestReset(ada.email());
        var newer = tokenIn(mail(ada.email(), 2));
        assertThat(userErrors(reset(older, NEW_PASSWORD), "resetPassword"))
                .containsExactly("TOKEN_INVALID input.token");
        assertThat(userErrors(reset(newer, "Password1"), "resetPassword"))
                .containsExactly("PASSWORD_TOO_WEAK input.newPassword");
        assertThat(userErrors(reset(newer, NEW_PASSWORD), "resetPassword")).isEmpty();
    }

    @Test
    void tokens_go_when_the_password_is_changed_and_when_the_user_is_deactivated() {
        var ada = newPerson();
        var token = tokenOfReset(ada);
        ada.client()
                .mutate(
                        "changePassword",
                        Map.of("currentPassword", Shop.PASSWORD, "newPassword", NEW_PASSWORD),
                        "user { id }")
                .path("changePassword.user.id")
                .hasValue();
        assertThat(userErrors(reset(token, NEW_PASSWORD), "resetPassword"))
                .containsExactly("TOKEN_INVALID input.token");
        var charles = newPerson();
        tokenOfReset(charles);
        node.bean(Commands.class).send(new DeactivateUser(charles.id(), null, null), TESTER);
        assertThat(tokensOf(charles)).isZero();
    }

    @Test
    void a_new_address_is_proved_by_a_mail_and_the_old_one_is_told() {
        var ada = newPerson();
        var address = shop.unique("countess") + "@lovelace.example";
        assertThat(userErrors(
                        ada.client()
                                .mutate(
                                        "requestEmailChange",
                                        Map.of("email", address, "currentPassword", "Wrong-password-1"),
                                        "requested"),
                        "requestEmailChange"))
                .containsExactly("INVALID_CREDENTIALS input.currentPassword");
        assertThat(userErrors(requestChange(ada, address), "requestEmailChange"))
                .isEmpty();
        var token = tokenIn(mail(address, 1));
        assertThat(mail(ada.email(), 1)).contains("If it\r\nwas not you").doesNotContain(token, address);
        assertThat(userErrors(reset(token, NEW_PASSWORD), "resetPassword"))
                .containsExactly("TOKEN_INVALID input.token");
        assertThat(userErrors(confirm(token), "confirmEmailChange")).isEmpty();
        ada.client()
                .run("{ me { email version } }")
                .path("me.email")
                .entity(String.class)
                .isEqualTo(address);
        assertThat(mail(ada.email(), 2)).contains("Your e-mail address was changed");
        assertThat(userErrors(confirm(token), "confirmEmailChange")).containsExactly("TOKEN_INVALID input.token");
        requestReset(address);
        assertThat(tokenIn(mail(address, 2))).isNotEqualTo(token);
    }

    @Test
    void an_address_of_somebody_else_is_refused_before_the_mail_and_after() {
        var ada = newPerson();
        var charles = newPerson();
        assertThat(userErrors(requestChange(ada, charles.email()), "requestEmailChange"))
                .containsExactly("TAKEN input.email");
        var name = shop.unique("mary");
        requestChange(ada, name + "@example.com");
        var token = tokenIn(mail(name + "@example.com", 1));
        shop.newCustomer(name);
        assertThat(userErrors(confirm(token), "confirmEmailChange")).containsExactly("TAKEN input.token");
    }

    @Test
    void an_address_that_was_changed_without_a_proof_gets_no_reset_until_it_is_confirmed() {
        var ada = newPerson();
        var address = shop.unique("thief") + "@example.com";
        ada.client()
                .mutate("updateProfile", Map.of("email", address), "user { email }")
                .path("updateProfile.user.email")
                .entity(String.class)
                .isEqualTo(address);
        assertThat(mail(ada.email(), 1)).contains("Your e-mail address was changed");
        requestReset(address);
        requestChange(ada, address);
        var proof = tokenIn(mail(address, 1));
        assertThat(userErrors(confirm(proof), "confirmEmailChange")).isEmpty();
        requestReset(address);
        assertThat(userErrors(reset(tokenIn(mail(address, 2)), NEW_PASSWORD), "resetPassword"))
                .isEmpty();
    }

    @Test
    void while_the_mail_server_is_away_mails_wait_and_nobody_else_does() {
        var ada = newPerson();
        var erased = newPerson();
        var moved = newPerson();
        var port = port();
        server.stop();
        try {
            for (var person : List.of(erased, moved, ada)) {
                requestReset(person.email());
            }
            await().until(() -> health().error() != null);
            assertThat(health().error())
                    .contains("MailServerUnavailable", "MailConnectException")
                    .doesNotContain(ada.email());
            assertThat(health().deadLetterCount()).isZero();
            node.bean(Commands.class).send(new EraseUser(erased.id(), null, null), TESTER);
            moved.client()
                    .mutate("updateProfile", Map.of("email", shop.unique("elsewhere") + "@example.com"), "user { id }");
            assertThat(node.bean(HealthEndpoint.class).health().getStatus()).isEqualTo(Status.UP);
        } finally {
            server = serverAt(port);
        }
        tokenIn(mail(ada.email(), 1));
        handled();
        assertThat(health().error()).isNull();
        assertThat(mailsTo(erased.email())).isEmpty();
        assertThat(mailsTo(moved.email()))
                .allSatisfy(
                        mail -> assertThat(GreenMailUtil.getWholeMessage(mail)).doesNotContain("token"));
    }

    @Test
    void a_mail_that_is_refused_is_a_dead_letter_and_keeps_no_other_waiting() {
        var ada = newPerson();
        var letters = health().deadLetterCount();
        requestChange(ada, shop.unique("two") + "..dots@example.com");
        requestReset(ada.email());
        tokenIn(mail(ada.email(), 1));
        assertThat(health().deadLetterCount()).isEqualTo(letters + 1);
        assertThat(jdbc().sql("select cause from dead_letters where subscriber = 'mail-sender'")
                        .query(String.class)
                        .list())
                .allSatisfy(cause -> assertThat(cause).contains("MailRefused").doesNotContain("..dots"));
    }

    @Test
    void what_is_late_is_not_sent_and_a_token_expires() {
        var ada = newPerson();
        var token = tokenOfReset(ada);
        var settings = node.bean(MailSettings.class);
        var clock = node.bean(Clock.class);
        var now = clock.instant();
        var later = Clock.offset(clock, Duration.ofMinutes(30).plusMillis(1));
        var expired = new MailTokens(jdbc(), settings, later);
        assertThatExceptionOfType(MailTokenRefused.class).isThrownBy(() -> expired.find(token, Purpose.RESET_PASSWORD));
        var open = node.bean(MailTokens.class).find(token, Purpose.RESET_PASSWORD);
        assertThatExceptionOfType(MailTokenRefused.class).isThrownBy(() -> expired.use(open, "any"));
        var mails = new TokenMails(
                node.bean(Users.class),
                node.bean(PointInTimeRows.class),
                node.bean(MailTokens.class),
                node.bean(Smtp.class),
                settings,
                later,
                node.bean(MeterRegistry.class));
        mails.on(new PasswordResetRequested(ada.id()), now, open.request());
        mails.on(new EmailChangeRequested(ada.id(), new Email("late@example.com")), now, 9);
        assertThat(node.bean(MailTokens.class).find(token, Purpose.RESET_PASSWORD))
                .isEqualTo(open);
        assertThat(tokensOf(ada)).isEqualTo(1);
        expired.deleteExpired();
        assertThat(tokensOf(ada)).isZero();
        assertThat(mailsTo(ada.email())).hasSize(1);
        assertThat(mailsTo("late@example.com")).isEmpty();
    }
}
