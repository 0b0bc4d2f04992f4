package dev.daybook.graphql.users;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.Concurrently;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** U8, U11, U13, U14: what staff and administrators change about others. */
@HonestShopTest
@SecondLane
class UserAdministrationApiTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void a_role_counts_from_the_next_request() {
        var ada = shop.newCustomer();
        var query = "{ users(first: 1) { nodes { id } } }";
        assertThat(codes(ada.run(query))).containsExactly("FORBIDDEN");
        changeRole(ada, "STAFF")
                .path("changeUserRole.user.role")
                .entity(String.class)
                .isEqualTo("STAFF");
        assertThat(codes(ada.run(query))).isEmpty();
        changeRole(ada, "CUSTOMER");
        assertThat(codes(ada.run(query))).containsExactly("FORBIDDEN");
    }

    @Test
    void a_role_that_somebody_changed_meanwhile_is_not_changed() {
        var ada = shop.newCustomer();
        changeRole(ada, "STAFF");
        var answer = shop.admin()
                .mutate(
                        "changeUserRole",
                        Map.of("userId", ada.myId(), "role", "ADMIN", "expectedVersion", 1),
                        "user { id }");
        assertThat(userErrors(answer, "changeUserRole")).containsExactly("VERSION_CONFLICT input.expectedVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeUserRole", "deactivateUser", "reactivateUser"})
    void an_unknown_user_is_not_found(String mutation) {
        for (var id : List.of("nonsense", new GlobalId("User", UUID.randomUUID()).toString(), shop.newProduct(1))) {
            var input =
                    mutation.equals("changeUserRole") ? Map.of("userId", id, "role", "STAFF") : Map.of("userId", id);
            assertThat(userErrors(shop.admin().mutate(mutation, input, "user { id }"), mutation))
                    .containsExactly("NOT_FOUND input.userId");
        }
    }

    @Test
    void an_unknown_user_cannot_be_erased_nor_one_with_too_long_a_reason() {
        for (var id : List.of("nonsense", new GlobalId("User", UUID.randomUUID()).toString())) {
            assertThat(userErrors(
                            shop.admin()
                                    .mutate(
                                            "eraseUser",
                                            Map.of("userId", id, "idempotencyKey", shop.unique("key")),
                                            "erasedUserId"),
                            "eraseUser"))
                    .containsExactly("NOT_FOUND input.userId");
        }
        var ada = shop.newCustomer();
        var input = Map.of("userId", ada.myId(), "reason", "a".repeat(501), "idempotencyKey", shop.unique("key"));
        assertThat(userErrors(shop.admin().mutate("eraseUser", input, "erasedUserId"), "eraseUser"))
                .containsExactly("TOO_LONG input.reason");
        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void the_last_active_administrator_stays_also_when_two_want_to_go_at_once() {
        withoutOtherAdmins(admins -> {
            var ada = admins.get(0);
            var grace = admins.get(1);
            var refused = atOnce(
                    () -> userErrors(demote(ada, ada), "changeUserRole"),
                    () -> userErrors(demote(grace, grace), "changeUserRole"));
            assertThat(refused).containsExactlyInAnyOrder(List.of(), List.of("IN_USE input.userId"));
            assertThat(activeAdmins()).isEqualTo(1);

            var last = isAdmin(ada) ? ada : grace;
            for (var mutation : List.of("deactivateUser", "eraseUser")) {
                var input = mutation.equals("eraseUser")
                        ? Map.of("userId", last.myId(), "currentPassword", Shop.PASSWORD, "idempotencyKey", "last")
                        : Map.of("userId", last.myId());
                var selection = mutation.equals("eraseUser") ? "erasedUserId" : "user { id }";
                assertThat(userErrors(last.mutate(mutation, input, selection), mutation))
                        .containsExactly("IN_USE input.userId");
            }
            assertThat(activeAdmins()).isEqualTo(1);
        });
    }

    @Test
    void two_administrators_who_demote_each_other_do_not_both_succeed() {
        for (int round = 0; round < 5; round++) {
            withoutOtherAdmins(admins -> {
                var ada = admins.get(0);
                var grace = admins.get(1);
                atOnce(() -> demote(ada, grace), () -> demote(grace, ada));
                assertThat(activeAdmins()).isEqualTo(1);
            });
        }
    }

    @Test
    void a_deactivated_user_is_out_at_once_and_comes_back_only_by_reactivation() {
        var name = shop.unique("ada");
        register(name);
        var ada = shop.anonymous().logIn(name, Shop.PASSWORD);
        var id = ada.myId();
        var answer = shop.staff()
                .mutate(
                        "deactivateUser",
                        Map.of("userId", id, "reason", "Too loud"),
                        "user { status isActive version }");
        answer.path("deactivateUser.user.status").entity(String.class).isEqualTo("DEACTIVATED");
        answer.path("deactivateUser.user.isActive").entity(Boolean.class).isEqualTo(false);
        assertThat(ada.isSignedIn()).isFalse();
        assertThat(logIn(name, Shop.PASSWORD)).containsExactly("DEACTIVATED input.login");
        assertThat(logIn(name, "Wrong-password-1")).containsExactly("INVALID_CREDENTIALS");

        shop.staff()
                .mutate("reactivateUser", Map.of("userId", id), "user { status }")
                .path("reactivateUser.user.status")
                .entity(String.class)
                .isEqualTo("ACTIVE");
        assertThat(ada.isSignedIn()).as("the old session stays dead").isFalse();
        assertThat(logIn(name, Shop.PASSWORD)).isEmpty();
    }

    @Test
    void deactivating_a_deactivated_user_writes_no_event() {
        var ada = shop.newCustomer().myId();
        var first = shop.staff().mutate("deactivateUser", Map.of("userId", ada), "user { version }");
        var second = shop.staff().mutate("deactivateUser", Map.of("userId", ada), "user { version }");
        assertThat(userErrors(second, "deactivateUser")).isEmpty();
        second.path("deactivateUser.user.version")
                .entity(Long.class)
                .isEqualTo(first.path("deactivateUser.user.version")
                        .entity(Long.class)
                        .get());
    }

    @Test
    void staff_deactivate_no_administrator() {
        var admin = shop.newUser(Role.ADMIN);
        assertThat(codes(shop.staff().mutate("deactivateUser", Map.of("userId", admin.myId()), "user { id }")))
                .containsExactly("FORBIDDEN");
        assertThat(admin.isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"STAFF", "ADMIN"})
    void nobody_deactivates_themselves(Role role) {
        var grace = shop.newUser(role);
        assertThat(userErrors(
                        grace.mutate("deactivateUser", Map.of("userId", grace.myId()), "user { id }"),
                        "deactivateUser"))
                .containsExactly("IN_USE input.userId");
        assertThat(grace.isSignedIn()).isTrue();
    }

    @Test
    void a_reason_is_at_most_500_characters_long() {
        var ada = shop.newCustomer();
        var input = Map.of("userId", ada.myId(), "reason", "a".repeat(501));
        for (var mutation : List.of("deactivateUser", "reactivateUser")) {
            assertThat(userErrors(shop.staff().mutate(mutation, input, "user { id }"), mutation))
                    .containsExactly("TOO_LONG input.reason");
        }
        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void inactive_users_are_deactivated_and_active_ones_are_not() {
        var forty = shop.newCustomer().myId();
        var never = registerWithoutLogIn();
        var today = shop.newCustomer();
        lastSeen(forty, "last_login_at", 40);
        lastSeen(never, "created_at", 31);
        var dry = deactivateInactive(30, true, "dry");
        dry.path("deactivateInactiveUsers.userIds")
                .entityList(String.class)
                .contains(forty, never)
                .doesNotContain(today.myId());
        dry.path("deactivateInactiveUsers.dryRun").entity(Boolean.class).isEqualTo(true);
        assertThat(statusOf(forty)).isEqualTo("ACTIVE");

        var key = shop.unique("key");
        var done = deactivateInactive(30, false, key);
        assertThat(userErrors(done, "deactivateInactiveUsers")).isEmpty();
        var ids = done.path("deactivateInactiveUsers.userIds")
                .entityList(String.class)
                .contains(forty, never)
                .get();
        done.path("deactivateInactiveUsers.affectedCount").entity(Integer.class).isEqualTo(ids.size());
        assertThat(List.of(statusOf(forty), statusOf(never))).containsOnly("DEACTIVATED");
        assertThat(today.isSignedIn()).isTrue();

        var reload = deactivateInactive(30, false, key);
        reload.path("deactivateInactiveUsers.idempotentReplay")
                .entity(Boolean.class)
                .isEqualTo(true);
        reload.path("deactivateInactiveUsers.userIds").entityList(String.class).isEqualTo(ids);
    }

    @Test
    void a_dry_run_uses_up_no_key() {
        var key = shop.unique("key");
        deactivateInactive(3650, true, key);
        assertThat(userErrors(deactivateInactive(3650, false, key), "deactivateInactiveUsers"))
                .isEmpty();
    }

    @Test
    void administrators_stay_however_long_they_were_away() {
        var admin = shop.newUser(Role.ADMIN);
        lastSeen(admin.myId(), "last_login_at", 400);
        deactivateInactive(300, false, shop.unique("key"))
                .path("deactivateInactiveUsers.userIds")
                .entityList(String.class)
                .doesNotContain(admin.myId());
        assertThat(admin.isSignedIn()).isTrue();
    }

    @Test
    void a_user_reactivated_during_a_bulk_erasure_is_not_erased() throws Exception {
        var first = deactivatedFor(50);
        var second = deactivatedFor(40);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var blocker = new TransactionTemplate(transactions);
            var erasure = new AtomicReference<Future<Response>>();
            blocker.executeWithoutResult(_ -> {
                jdbc.sql("select 1 from personal_keys where user_id = ? for update")
                        .param(uuid(first))
                        .query()
                        .singleValue();
                erasure.set(threads.submit(() -> erase(Map.of())));
                Awaitility.await()
                        .until(() -> jdbc.sql("""
                                select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()""").query(Integer.class).single() > 0);
                assertThat(userErrors(
                                shop.staff().mutate("reactivateUser", Map.of("userId", second), "user { id }"),
                                "reactivateUser"))
                        .isEmpty();
            });
            erasure.get()
                    .get()
                    .path("eraseDeactivatedUsers.userIds")
                    .entityList(String.class)
                    .contains(first)
                    .doesNotContain(second);
        }
        assertThat(statusOf(second)).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "deactivateInactiveUsers, inactiveForDays, 0",
        "deactivateInactiveUsers, inactiveForDays, -1",
        "deactivateInactiveUsers, inactiveForDays, 3651",
        "eraseDeactivatedUsers, deactivatedForDays, -1",
        "eraseDeactivatedUsers, deactivatedForDays, 3651"
    })
    void days_are_bounded(String mutation, String field, int days) {
        var input = Map.of(field, days, "idempotencyKey", shop.unique("key"));
        assertThat(userErrors(shop.admin().mutate(mutation, input, "affectedCount"), mutation))
                .containsExactly("OUT_OF_RANGE input." + field);
    }

    @Test
    void users_deactivated_for_30_days_are_erased_unless_reactivated() {
        var gone = deactivatedFor(31);
        var recent = deactivatedFor(29);
        var back = deactivatedFor(60);
        shop.staff().mutate("reactivateUser", Map.of("userId", back), "user { id }");
        erase(Map.of("dryRun", true))
                .path("eraseDeactivatedUsers.userIds")
                .entityList(String.class)
                .contains(gone)
                .doesNotContain(recent, back);
        assertThat(statusOf(gone)).isEqualTo("DEACTIVATED");

        assertThat(userErrors(erase(Map.of()), "eraseDeactivatedUsers")).isEmpty();
        assertThat(statusOf(gone)).isEqualTo("ERASED");
        assertThat(statusOf(recent)).isEqualTo("DEACTIVATED");
        assertThat(statusOf(back)).isEqualTo("ACTIVE");
    }

    @Test
    void the_figures_equal_a_recount() {
        var before = stats();
        shop.newCustomer();
        var gone = deactivatedFor(0);
        var after = stats();
        assertThat(after.total() - before.total()).isEqualTo(2);
        assertThat(after.active() - before.active()).isEqualTo(1);
        assertThat(after.deactivated() - before.deactivated()).isEqualTo(1);
        assertThat(after.registeredInPeriod()).isEqualTo(after.total());
        assertThat(after.total())
                .isEqualTo(jdbc.sql("select count(*) from users")
                        .query(Integer.class)
                        .single());
        lastSeen(gone, "created_at", 5000);
        shop.staff()
                .run(
                        "query ($to: DateTime!) { userStats(period: {from: \"2010-01-01T00:00:00Z\", to: $to}) { registeredInPeriod } }",
                        Map.of("to", Instant.now().minus(Duration.ofDays(4000)).toString()))
                .path("userStats.registeredInPeriod")
                .entity(Integer.class)
                .isEqualTo(1);
        lastSeen(gone, "created_at", 0);
    }

    @Test
    void every_change_is_in_the_event_log_with_its_actor() {
        var ada = shop.newCustomer();
        changeRole(ada, "STAFF");
        var admin = GlobalId.parse("User", shop.admin().myId()).orElseThrow();
        assertThat(jdbc.sql(
                                "select metadata ->> 'actor' from domain_events where aggregate_id = ? and type = 'users.RoleChanged'")
                        .param(uuid(ada.myId()).toString())
                        .query(String.class)
                        .single())
                .isEqualTo("user:" + admin);
    }

    private Response changeRole(Client user, String role) {
        return shop.admin()
                .mutate("changeUserRole", Map.of("userId", user.myId(), "role", role), "user { role version }");
    }

    private static Response demote(Client by, Client admin) {
        return by.mutate("changeUserRole", Map.of("userId", admin.myId(), "role", "CUSTOMER"), "user { role }");
    }

    private Response deactivateInactive(int days, boolean dryRun, String key) {
        return shop.admin()
                .mutate(
                        "deactivateInactiveUsers",
                        Map.of("inactiveForDays", days, "dryRun", dryRun, "idempotencyKey", key),
                        "affectedCount dryRun userIds idempotentReplay");
    }

    private Response erase(Map<String, ?> more) {
        var input = new HashMap<String, Object>(more);
        input.put("idempotencyKey", shop.unique("key"));
        return shop.admin().mutate("eraseDeactivatedUsers", input, "affectedCount dryRun userIds");
    }

    private String deactivatedFor(int days) {
        var id = shop.newCustomer().myId();
        shop.staff().mutate("deactivateUser", Map.of("userId", id), "user { id }");
        lastSeen(id, "deactivated_at", days);
        return id;
    }

    private void lastSeen(String user, String column, int daysAgo) {
        jdbc.sql("update users set %1$s = now() - make_interval(days => ?) where id = ?".formatted(column))
                .params(daysAgo, uuid(user))
                .update();
    }

    private String statusOf(String user) {
        return shop.staff()
                .run("query ($id: ID!) { user(by: {id: $id}) { status } }", Map.of("id", user))
                .path("user.status")
                .entity(String.class)
                .get();
    }

    private record Stats(int total, int active, int deactivated, int registeredInPeriod) {}

    private Stats stats() {
        return shop.staff()
                .run("{ userStats { total active deactivated registeredInPeriod } }")
                .path("userStats")
                .entity(Stats.class)
                .get();
    }

    private String registerWithoutLogIn() {
        var name = shop.unique("quiet");
        return register(name);
    }

    private String register(String name) {
        return shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", Shop.PASSWORD),
                        "user { id }")
                .path("registerUser.user.id")
                .entity(String.class)
                .get();
    }

    private List<String> logIn(String name, String password) {
        return userErrors(
                shop.anonymous().mutate("logIn", Map.of("login", name, "password", password), "user { id }"), "logIn");
    }

    /** Two administrators who are the only ones, as far as the rows tell. */
    private void withoutOtherAdmins(Consumer<List<Client>> test) {
        var two = List.of(shop.newUser(Role.ADMIN), shop.newUser(Role.ADMIN));
        var ids = two.stream().map(Client::myId).map(this::uuid).toArray(UUID[]::new);
        var others = jdbc.sql("select id from users where role = 'ADMIN' and id <> all (?)")
                .param(ids)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        jdbc.sql("update users set role = 'STAFF' where id = any (?)")
                .param(others)
                .update();
        try {
            test.accept(two);
        } finally {
            jdbc.sql("update users set role = 'ADMIN' where id = any (?)")
                    .param(others)
                    .update();
        }
    }

    private int activeAdmins() {
        return jdbc.sql("select count(*) from users where role = 'ADMIN' and status = 'ACTIVE'")
                .query(Integer.class)
                .single();
    }

    private static boolean isAdmin(Client client) {
        return client.run("{ me { role } }")
                .path("me.role")
                .entity(String.class)
                .get()
                .equals("ADMIN");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <T> List<T> atOnce(Callable<T>... calls) {
        try {
            return Concurrently.atOnce(List.of(calls));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID uuid(String id) {
        return GlobalId.parse("User", id).orElseThrow();
    }
}
