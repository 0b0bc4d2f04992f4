package dev.daybook.graphql.users;

import static dev.daybook.support.Answers.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.security.ClientAddress;
import dev.daybook.security.LogIn;
import dev.daybook.security.TooManyAttempts;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.users.Passwords;
import dev.daybook.users.TooBusy;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.ttddyy.dsproxy.QueryCount;
import net.ttddyy.dsproxy.listener.SingleQueryCountHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.web.reactive.socket.client.StandardWebSocketClient;

/** A shop behind a proxy, which says where a request comes from; each test comes from an address of its own. */
@ShopTest
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=native",
            "daybook.security.log-in.attempts-per-address=" + LogInThrottleTests.PER_ADDRESS,
            "daybook.security.registration.attempts-per-address=" + LogInThrottleTests.REGISTRATIONS
        })
class LogInThrottleTests {
    static final int PER_ADDRESS = 40;
    static final int REGISTRATIONS = 3;

    private static final int PER_LOGIN = 10;
    private static final AtomicInteger addresses = new AtomicInteger();

    private final String here = newAddress();

    @Autowired
    Shop shop;

    @Autowired
    Users users;

    @Autowired
    LogIn passwordChecks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SingleQueryCountHolder statements;

    @MockitoSpyBean
    Passwords passwords;

    private final List<WebSocketGraphQlTester> sockets = new ArrayList<>();
    private UserView ada;

    @BeforeEach
    void register() {
        ada = newUser();
        clearInvocations(passwords);
    }

    @AfterEach
    void hangUp() {
        sockets.forEach(socket -> socket.stop().block());
    }

    @Test
    void after_ten_wrong_passwords_by_username_and_e_mail_together_the_next_is_refused() {
        for (var i = 0; i < PER_LOGIN / 2; i++) {
            assertThat(guess(ada.username()).code()).isEqualTo("INVALID_CREDENTIALS");
            assertThat(guess(email(ada).toUpperCase(Locale.ROOT)).code()).isEqualTo("INVALID_CREDENTIALS");
        }
        for (var login : List.of(ada.username(), email(ada))) {
            var refused = guess(login);
            assertThat(refused.type()).isEqualTo("RetryLaterError");
            assertThat(refused.code()).isEqualTo("TOO_MANY_ATTEMPTS");
            assertThat(refused.field()).containsExactly("input", "login");
            assertThat(refused.retryAfterSeconds()).isBetween(1, 90);
            assertThat(refused.message())
                    .isEqualTo(
                            "Too many wrong passwords. Try again in %d seconds".formatted(refused.retryAfterSeconds()));
        }
    }

    @Test
    void a_throttled_login_is_refused_without_checking_its_password_and_others_still_get_in() {
        guessUntilThrottled(ada.username());
        clearInvocations(passwords);
        assertThat(errors(from(here), ada.username(), Shop.PASSWORD))
                .extracting(Answer::code)
                .containsExactly("TOO_MANY_ATTEMPTS");
        assertThat(errors(from(newAddress()), ada.username(), Shop.PASSWORD))
                .as("from anywhere")
                .extracting(Answer::code)
                .containsExactly("TOO_MANY_ATTEMPTS");
        verify(passwords, never()).match(any(), any());
        assertThat(errors(from(here), newUser().username(), Shop.PASSWORD)).isEmpty();
    }

    @Test
    void an_unknown_login_is_throttled_just_the_same() {
        var nobody = shop.unique("nobody");
        for (var i = 0; i < PER_LOGIN; i++) {
            assertThat(guess(nobody)).isEqualTo(guess(ada.username()));
        }
        var known = guess(ada.username());
        var unknown = guess(nobody.toUpperCase(Locale.ROOT));
        assertThat(unknown.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(unknown.withoutSeconds()).isEqualTo(known.withoutSeconds());
        assertThat(unknown.retryAfterSeconds()).isBetween(1, 90);
        verify(passwords, times(2 * PER_LOGIN)).match(any(), any());
    }

    @Test
    void an_unknown_login_takes_as_many_statements_and_hashes_as_a_wrong_password() {
        var nobody = shop.unique("nobody");
        guess(nobody);
        guess(ada.username());
        clearInvocations(passwords);
        var unknown = statementsOf(() -> guess(nobody));
        verify(passwords, times(1)).match(any(), any());
        var known = statementsOf(() -> guess(ada.username()));
        verify(passwords, times(2)).match(any(), any());
        assertThat(unknown).isEqualTo(known).isPositive();
    }

    @Test
    void right_passwords_use_up_no_attempts() {
        for (var i = 0; i < PER_LOGIN + 5; i++) {
            assertThat(errors(from(here), ada.username(), Shop.PASSWORD)).isEmpty();
        }
        for (var i = 0; i < PER_LOGIN; i++) {
            assertThat(guess(ada.username()).code()).isEqualTo("INVALID_CREDENTIALS");
        }
        assertThat(guess(ada.username()).code()).isEqualTo("TOO_MANY_ATTEMPTS");
    }

    @Test
    void ten_of_thirty_concurrent_guesses_are_checked() throws Exception {
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = Stream.generate(() -> attackers.submit(() -> guess(ada.username())))
                    .limit(30)
                    .toList();
            var checked = 0;
            for (var guess : guesses) {
                checked += guess.get().code().equals("INVALID_CREDENTIALS") ? 1 : 0;
            }
            assertThat(checked).isEqualTo(PER_LOGIN);
        }
        verify(passwords, times(PER_LOGIN)).match(any(), any());
    }

    @Test
    void an_address_that_tries_many_logins_is_throttled_and_others_are_not() {
        for (var i = 0; i < PER_ADDRESS; i++) {
            assertThat(guess(shop.unique("nobody")).code()).isEqualTo("INVALID_CREDENTIALS");
        }
        var refused = guess(ada.username());
        assertThat(refused.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(refused.field()).containsExactly("input", "login");
        assertThat(errors(socketFrom(here), ada.username(), Shop.PASSWORD))
                .as("nor over a WebSocket")
                .extracting(Answer::code)
                .containsExactly("TOO_MANY_ATTEMPTS");
        var elsewhere = newAddress();
        assertThat(errors(from(elsewhere), ada.username(), Shop.PASSWORD)).isEmpty();
        assertThat(errors(socketFrom(elsewhere), ada.username(), Shop.PASSWORD)).isEmpty();
    }

    @Test
    void a_password_that_is_asked_for_again_counts_like_one_at_the_log_in() {
        var address = ClientAddress.of(new InetSocketAddress(here, 1));
        assertThat(passwordChecks.confirms(ada, Shop.PASSWORD, address)).isTrue();
        for (var i = 0; i < PER_LOGIN; i++) {
            assertThat(passwordChecks.confirms(ada, "Wrong-password-1", address))
                    .isFalse();
        }
        assertThatExceptionOfType(TooManyAttempts.class)
                .isThrownBy(() -> passwordChecks.confirms(ada, Shop.PASSWORD, address))
                .satisfies(refused -> assertThat(refused.retryAfter()).isPositive());
        assertThat(guess(ada.username()).code()).isEqualTo("TOO_MANY_ATTEMPTS");
    }

    @Test
    void a_password_that_had_to_be_turned_away_does_not_count() {
        doThrow(TooBusy.class).when(passwords).match(any(), any());
        for (var i = 0; i < PER_LOGIN + 1; i++) {
            var refused = guess(ada.username());
            assertThat(refused.type()).isEqualTo("RetryLaterError");
            assertThat(refused.code()).isEqualTo("TOO_MANY_ATTEMPTS");
            assertThat(refused.field()).isNull();
            assertThat(refused.retryAfterSeconds()).isEqualTo(5);
        }
        doCallRealMethod().when(passwords).match(any(), any());
        assertThat(errors(from(here), ada.username(), Shop.PASSWORD)).isEmpty();
    }

    @Test
    void a_second_log_in_in_the_same_document_is_refused_and_the_first_is_not_done_either() {
        var answer = from(here)
                .document("""
                        mutation ($login: String!, $password: String!) {
                          a: logIn(input: {login: $login, password: $password}) { user { id } }
                          b: logIn(input: {login: $login, password: $password}) { user { id } } }""")
                .variable("login", ada.username())
                .variable("password", Shop.PASSWORD)
                .execute();
        assertThat(codes(answer)).containsExactly("QUERY_TOO_COMPLEX");
        verify(passwords, never()).match(any(), any());
        assertThat(users.findById(ada.id())).contains(ada);
    }

    @Test
    void after_so_many_registrations_from_an_address_the_next_is_refused_there_and_nowhere_else() {
        assertThat(registrations(from(here), ada.username()))
                .extracting(Answer::code)
                .containsExactly("TAKEN");
        assertThat(registrations(from(here), "x")).extracting(Answer::code).containsExactly("TOO_SHORT");
        assertThat(registrations(from(here), shop.unique("mary"))).isEmpty();
        assertThat(registrations(socketFrom(here), shop.unique("joan"))).isEmpty();
        clearInvocations(passwords);
        var refused = registrations(from(here), shop.unique("jean")).getFirst();
        assertThat(refused.type()).isEqualTo("RetryLaterError");
        assertThat(refused.code()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(refused.message()).startsWith("Too many registrations from this address. Try again in ");
        assertThat(refused.field()).isNull();
        assertThat(refused.retryAfterSeconds()).isBetween(1, 300);
        verify(passwords, never()).hash(any());
        assertThat(registrations(from(newAddress()), shop.unique("jean"))).isEmpty();
        assertThat(errors(from(here), ada.username(), Shop.PASSWORD))
                .as("a log-in")
                .isEmpty();
    }

    @Test
    void an_administrator_may_create_more_users_than_an_address_may_register() {
        var rows = Stream.generate(() -> shop.unique("mary"))
                .limit(REGISTRATIONS + 2)
                .map(name -> Map.of("username", name, "email", name + "@example.com", "password", Shop.PASSWORD))
                .toList();
        shop.admin()
                .mutate("createUsers", Map.of("users", rows, "idempotencyKey", shop.unique("key")), "createdCount")
                .path("createUsers.createdCount")
                .entity(Integer.class)
                .isEqualTo(rows.size());
    }

    @Test
    void neither_logins_nor_addresses_can_be_read_in_the_table() {
        var nobody = shop.unique("nobody");
        guess(ada.username());
        guess(nobody);
        var rows = jdbc.sql("select id || ' ' || encode(state, 'escape') || ' ' || expires_at from log_in_attempts")
                .query(String.class)
                .list();
        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(row -> assertThat(row)
                        .doesNotContainIgnoringCase(ada.username())
                        .doesNotContain(ada.id().toString())
                        .doesNotContainIgnoringCase(nobody)
                        .doesNotContain(here));
    }

    record Answer(
            String type,
            String message,
            String code,
            @Nullable List<String> field,
            @Nullable Integer retryAfterSeconds) {
        /** They go down while a test runs. */
        Answer withoutSeconds() {
            return new Answer(type, message.replaceAll("\\d+", "some"), code, field, null);
        }
    }

    private Answer guess(String login) {
        return errors(from(here), login, "Wrong-password-1").getFirst();
    }

    private void guessUntilThrottled(String login) {
        for (var i = 0; i < PER_LOGIN; i++) {
            assertThat(guess(login).code()).isEqualTo("INVALID_CREDENTIALS");
        }
        assertThat(guess(login).code()).isEqualTo("TOO_MANY_ATTEMPTS");
    }

    private static List<Answer> errors(GraphQlTester client, String login, String password) {
        var answer = client.document("""
                        mutation ($login: String!, $password: String!) {
                          logIn(input: {login: $login, password: $password}) {
                            user { id }
                            userErrors { type: __typename message code field ... on RetryLaterError { retryAfterSeconds } } } }""")
                .variable("login", login)
                .variable("password", password)
                .execute();
        var errors = answer.path("logIn.userErrors").entityList(Answer.class).get();
        if (!errors.isEmpty()) {
            answer.path("logIn.user").valueIsNull();
        }
        return errors;
    }

    private static List<Answer> registrations(GraphQlTester client, String name) {
        return client.document("""
                        mutation ($input: RegisterUserInput!) {
                          registerUser(input: $input) {
                            userErrors { type: __typename message code field ... on RetryLaterError { retryAfterSeconds } } } }""")
                .variable(
                        "input",
                        Map.of(
                                "username",
                                name,
                                "email",
                                UUID.randomUUID() + "@example.com",
                                "password",
                                Shop.PASSWORD))
                .execute()
                .path("registerUser.userErrors")
                .entityList(Answer.class)
                .get();
    }

    private GraphQlTester from(String address) {
        return shop.anonymous()
                .tester()
                .mutate()
                .header("X-Forwarded-For", address)
                .build();
    }

    private GraphQlTester socketFrom(String address) {
        var url = URI.create(shop.anonymous().address().replace("http:", "ws:") + "/graphql");
        var socket = WebSocketGraphQlTester.builder(url, new StandardWebSocketClient())
                .header("X-Forwarded-For", address)
                .build();
        sockets.add(socket);
        return socket;
    }

    private UserView newUser() {
        var id = GlobalId.parse("User", shop.newCustomer().myId()).orElseThrow();
        return users.findById(id).orElseThrow();
    }

    private static String email(UserView user) {
        return Objects.requireNonNull(user.email());
    }

    private static String newAddress() {
        return "203.0.113." + addresses.incrementAndGet();
    }

    private long statementsOf(Runnable work) {
        statements.clear();
        work.run();
        return statements.getQueryCountMap().values().stream()
                .mapToLong(QueryCount::getTotal)
                .sum();
    }
}
