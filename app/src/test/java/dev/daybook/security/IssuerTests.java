package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.support.Browser;
import dev.daybook.support.Client;
import dev.daybook.support.Concurrently;
import dev.daybook.support.FourthLane;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.Issuer;
import dev.daybook.support.Node;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Scrape;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import net.ttddyy.dsproxy.QueryCount;
import net.ttddyy.dsproxy.listener.SingleQueryCountHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A shop whose users sign in at a real issuer, over HTTP. */
@HonestShopTest
@FourthLane
class IssuerTests {
    private static final Issuer ISSUER = Issuer.open();
    private static final String ME = "{ me { id username email fullName role version } }";

    @LocalServerPort
    int port;

    @Autowired
    ConfigurableApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SingleQueryCountHolder statements;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settingsOfIssuer().forEach((name, value) -> settings.add(name, () -> value));
    }

    private static Map<String, String> settingsOfIssuer() {
        return Map.of(
                "daybook.security.issuer.uri",
                ISSUER.uri(),
                "daybook.security.issuer.audience",
                Issuer.AUDIENCE,
                "daybook.security.issuer.client-id",
                Issuer.PAGES,
                "daybook.security.issuer.role-claim",
                "realm_access.roles",
                "daybook.security.issuer.timeout",
                "300ms",
                "daybook.security.issuer.key-interval",
                "100ms");
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @BeforeEach
    void margaret_is_an_administrator() {
        know("margaret", "daybook-admin");
    }

    private static void know(String name, String... roles) {
        ISSUER.know(name, claims(name, roles));
    }

    private static Map<String, Object> claims(String name, String... roles) {
        return Map.of(
                "preferred_username",
                name,
                "email",
                name + "@example.com",
                "name",
                name + " of the issuer",
                "realm_access",
                Map.of("roles", List.of(roles)));
    }

    private Client as(String name) throws Exception {
        return with(ISSUER.tokenOf(name));
    }

    private Client with(String token) {
        return Client.of("http://127.0.0.1:" + port, token);
    }

    @Test
    void a_user_is_registered_by_their_first_request_without_a_password() throws Exception {
        know("ada", "offline_access", "some-role-of-another-application");
        var ada = as("ada").run(ME);
        ada.path("me.username").entity(String.class).isEqualTo("ada");
        ada.path("me.email").entity(String.class).isEqualTo("ada@example.com");
        ada.path("me.fullName").entity(String.class).isEqualTo("ada of the issuer");
        ada.path("me.role").entity(String.class).isEqualTo("CUSTOMER");
        assertThat(as("ada").myId()).isEqualTo(as("ada").myId());
        assertThat(count("credentials") + count("sessions")).isZero();
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }

    @Test
    void first_requests_to_two_nodes_at_once_register_one_user() throws Exception {
        know("grace");
        var token = ISSUER.tokenOf("grace");
        var settings = settingsOfIssuer().entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new);
        try (var other = Node.beside(new Node(context), settings)) {
            var ids = Concurrently.atOnce(IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(i -> () -> (i % 2 == 0 ? with(token) : other.as(with(token))).myId())
                    .toList());
            assertThat(new HashSet<>(ids)).hasSize(1);
        }
        assertThat(count("users where username like 'grace%'")).isEqualTo(1);
    }

    @Test
    void a_known_user_costs_one_statement_and_the_same_token_no_event() throws Exception {
        know("barbara");
        var barbara = as("barbara");
        barbara.run(ME);
        var version = versionOf(barbara);
        statements.clear();
        assertThat(versionOf(barbara)).isEqualTo(version);
        assertThat(statements.getQueryCountMap().values().stream()
                        .mapToLong(QueryCount::getTotal)
                        .sum())
                .isEqualTo(1);
    }

    private static long versionOf(Client client) {
        return client.run(ME).path("me.version").entity(Long.class).get();
    }

    @Test
    void role_and_profile_follow_the_claims_of_a_later_token_and_an_earlier_one_changes_nothing_back()
            throws Exception {
        know("donald", "daybook-staff");
        var staff = as("donald");
        staff.run("{ userStats { total } }").path("userStats.total").hasValue();

        ISSUER.know("donald", claims("knuth"));
        var token = ISSUER.signed(header -> header, claims -> {
            claims("knuth").forEach(claims::claim);
            return claims.subject("donald").issueTime(Date.from(Instant.now().plusSeconds(20)));
        });
        var customer = with(token);
        customer.run(ME).path("me.username").entity(String.class).isEqualTo("knuth");
        customer.run(ME).path("me.role").entity(String.class).isEqualTo("CUSTOMER");
        assertThat(codeOf(customer, "{ userStats { total } }")).isEqualTo("FORBIDDEN");

        staff.run("{ userStats { total } }").path("userStats.total").hasValue();
        staff.run(ME).path("me.username").entity(String.class).isEqualTo("knuth");
    }

    private static String codeOf(Client client, String document) {
        return String.valueOf(client.run(document)
                .returnResponse()
                .getErrors()
                .getFirst()
                .getExtensions()
                .get("code"));
    }

    @Test
    void the_last_administrator_of_the_shop_can_be_another_at_the_issuer() throws Exception {
        as("margaret").run("{ userStats { total } }").path("userStats.total").hasValue();
        var token = ISSUER.signed(header -> header, claims -> {
            claims("margaret").forEach(claims::claim);
            return claims.subject("margaret").issueTime(Date.from(Instant.now().plusSeconds(20)));
        });
        with(token).run(ME).path("me.role").entity(String.class).isEqualTo("CUSTOMER");
        assertThat(count("users where role = 'ADMIN'")).isZero();
    }

    @Test
    void nobody_takes_over_an_account_by_its_name_or_address() throws Exception {
        know("alan");
        var alan = as("alan").myId();
        ISSUER.know("mallory", claims("alan"));
        var mallory = as("mallory");
        assertThat(mallory.myId()).isNotEqualTo(alan);
        mallory.run(ME).path("me.username").entity(String.class).matches(name -> name.matches("alan_[0-9a-f]{12}"));
        mallory.run(ME).path("me.email").entity(String.class).matches(email -> email.endsWith("@no-address.invalid"));
        as("mallory").run(ME).path("me.username").entity(String.class).matches(name -> name.startsWith("alan_"));
        as("alan").run(ME).path("me.email").entity(String.class).isEqualTo("alan@example.com");
    }

    @Test
    void claims_that_the_shop_cannot_use_are_made_usable() throws Exception {
        ISSUER.know(
                "odd",
                Map.of("preferred_username", "o.d-d@example.com", "email", "odd@example.com", "email_verified", false));
        as("odd").run(ME).path("me.username").entity(String.class).isEqualTo("o_d_d");
        as("odd").run(ME).path("me.email").entity(String.class).matches(email -> email.endsWith(".invalid"));
        ISSUER.know("root", Map.of("preferred_username", "root"));
        as("root").run(ME).path("me.username").entity(String.class).matches(name -> name.startsWith("root_"));
        with(ISSUER.tokenOfWorker())
                .run(ME)
                .path("me.username")
                .entity(String.class)
                .matches(name -> name.startsWith("user_"));
    }

    @Test
    void who_is_deactivated_or_erased_is_refused_with_a_good_token() throws Exception {
        know("bob");
        var bob = as("bob");
        var id = bob.myId();
        var margaret = as("margaret");
        margaret.mutate("deactivateUser", Map.of("userId", id), "user { id }")
                .path("deactivateUser.user.id")
                .hasValue();
        assertThat(bob.isSignedIn()).isFalse();
        assertThat(as("bob").isSignedIn()).isFalse();
        margaret.mutate("reactivateUser", Map.of("userId", id), "user { id }")
                .path("reactivateUser.user.id")
                .hasValue();
        assertThat(bob.isSignedIn()).isTrue();
        margaret.mutate("eraseUser", Map.of("userId", id, "idempotencyKey", key()), "erasedUserId")
                .path("eraseUser.erasedUserId")
                .hasValue();
        assertThat(bob.isSignedIn()).isFalse();
        assertThat(as("bob").isSignedIn()).isFalse();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void users_erase_themselves_soon_after_they_have_signed_in() throws Exception {
        var longAgo = Instant.now().minusSeconds(3600).getEpochSecond();
        ISSUER.know("carol", Map.of("preferred_username", "carol", "auth_time", longAgo));
        var carol = as("carol");
        assertThat(refusal(carol, "eraseUser", Map.of("userId", carol.myId(), "idempotencyKey", key())))
                .isEqualTo("INVALID_CREDENTIALS");
        know("carol");
        as("carol")
                .mutate("eraseUser", Map.of("userId", carol.myId(), "idempotencyKey", key()), "erasedUserId")
                .path("eraseUser.erasedUserId")
                .hasValue();
        assertThat(carol.isSignedIn()).isFalse();
    }

    @Test
    void what_is_a_matter_of_the_issuer_is_answered_with_an_error_that_says_so() throws Exception {
        var margaret = as("margaret");
        var profile = Map.of("username", "eve", "email", "eve@example.com", "password", "Steam-engine-1");
        var passwords = Map.of("currentPassword", "Steam-engine-1", "newPassword", "Steam-engine-2");
        var all = Map.<String, Map<String, ?>>of(
                "registerUser", profile,
                "logIn", Map.of("login", "eve", "password", "Steam-engine-1"),
                "refreshSession", Map.of("refreshToken", "spent"),
                "logOut", Map.of(),
                "changePassword", passwords,
                "createUsers", Map.of("users", List.of(profile), "idempotencyKey", key()),
                "changeUserRole", Map.of("userId", margaret.myId(), "role", "STAFF"),
                "updateProfile", Map.of("email", "eve@example.com"),
                "requestPasswordReset", Map.of("email", "eve@example.com"),
                "confirmEmailChange", Map.of("token", "of-a-mail"));
        assertThat(all)
                .allSatisfy((mutation, input) -> assertThat(refusal(margaret, mutation, input))
                        .as(mutation)
                        .isEqualTo("SIGN_IN_ELSEWHERE"));
        margaret.mutate("updateProfile", Map.of("bio", "Wrote the software of Apollo"), "user { bio }")
                .path("updateProfile.user.bio")
                .hasValue();
        assertThat(count("credentials") + count("sessions")).isZero();
    }

    private static String refusal(Client client, String mutation, Map<String, ?> input) {
        return client.mutate(mutation, input, "__typename")
                .path(mutation + ".userErrors[0].code")
                .entity(String.class)
                .get();
    }

    @Test
    void a_socket_and_the_metrics_take_tokens_of_the_issuer() throws Exception {
        know("edsger", "daybook-staff");
        know("peter");
        try (var socket = RawSocket.ready(as("edsger"))) {
            socket.subscribe("1", "{ me { username } }");
            assertThat(socket.next().at("/payload/data/me/username").asString()).isEqualTo("edsger");
        }
        var address = "http://127.0.0.1:" + port + "/actuator";
        assertThat(Scrape.get(address + "/prometheus", ISSUER.tokenOf("edsger")).body())
                .contains("daybook_issuer_reads_total{outcome=\"succeeded\"}");
        assertThat(Scrape.get(address + "/prometheus", ISSUER.tokenOf("peter")).statusCode())
                .isEqualTo(403);
        assertThat(Scrape.get(address, ISSUER.tokenOf("edsger")).statusCode()).isEqualTo(403);
        assertThat(Scrape.get(address, ISSUER.tokenOf("margaret")).statusCode()).isEqualTo(200);
        assertThat(Scrape.get(address, ISSUER.tokenForAnotherApplication("margaret"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void while_the_issuer_is_away_the_shop_goes_on_and_does_not_judge_unknown_keys() throws Exception {
        var margaret = as("margaret");
        margaret.run(ME);
        var unknown = ISSUER.signed(header -> header.keyID("unknown"), claims -> claims);
        ISSUER.hang();
        try {
            var answer = Scrape.get("http://127.0.0.1:" + port + "/graphql?query=%7B__typename%7D", unknown);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"");
            try (var socket = RawSocket.open(margaret)) {
                socket.init(unknown);
                assertThat(socket.closeCode()).isEqualTo(1013);
            }
            assertThat(margaret.isSignedIn()).isTrue();
        } finally {
            ISSUER.goOn();
        }
    }

    @Test
    void one_signs_in_to_the_pages_on_that_of_the_issuer(@TempDir Path profile) throws Exception {
        know("margaret", "daybook-admin");
        var opened = Browser.open(profile);
        assumeThat(opened).as("no Chromium is installed").isPresent();
        try (var browser = opened.orElseThrow()) {
            browser.visit("http://127.0.0.1:" + port + "/operations");
            browser.awaitGone(By.name("password"));
            browser.click(By.cssSelector("#log-in button"));
            browser.await(() -> !browser.findAll(By.name("username")).isEmpty());
            browser.type(By.name("username"), "margaret");
            browser.type(By.name("password"), Issuer.PASSWORD);
            browser.click(By.cssSelector("button[type=submit]"));
            browser.await(() -> browser.findAll(By.id("who")).stream()
                    .anyMatch(who -> who.getText().equals("Signed in as margaret (ADMIN)")));
            browser.visit("http://127.0.0.1:" + port + "/#/sign-in?then=orders");
            // The issuer knows them still, and asks for nothing.
            browser.awaitGone(By.name("password"));
            browser.click(By.cssSelector("main form button"));
            browser.await(() -> browser.findAll(By.cssSelector("header .who")).stream()
                    .anyMatch(who -> who.getText().equals("margaret")));
            assertThat(browser.severeErrors()).isEmpty();
        }
    }
}
