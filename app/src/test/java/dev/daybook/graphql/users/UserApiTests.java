package dev.daybook.graphql.users;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@HonestShopTest
@SecondLane
class UserApiTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("passwords") Passwords passwordsOfTheShop;

    @Test
    void a_registration_signs_in_as_a_customer() {
        var name = shop.unique("ada");
        var answer = shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", Shop.PASSWORD),
                        "session { accessToken } user { username email role status isActive version }");
        answer.path("registerUser.user.email").entity(String.class).isEqualTo(name + "@example.com");
        answer.path("registerUser.user.role").entity(String.class).isEqualTo("CUSTOMER");
        answer.path("registerUser.user.version").entity(Long.class).isEqualTo(1L);
        var token = answer.path("registerUser.session.accessToken")
                .entity(String.class)
                .get();
        Client.of(shop.anonymous().address(), token)
                .run("{ me { username email } }")
                .path("me.email")
                .entity(String.class)
                .isEqualTo(name + "@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "username, ad, TOO_SHORT",
        "username, a b<c>!, INVALID_FORMAT",
        "username, '   ', BLANK",
        "email, nobody, INVALID_FORMAT",
        "password, Short1, TOO_SHORT",
        "password, alllowercase1, PASSWORD_TOO_WEAK",
        "password, NoDigitsHere, PASSWORD_TOO_WEAK",
        "username, 51, TOO_LONG",
        "email, 256, TOO_LONG",
        "password, 101, TOO_LONG",
        "fullName, 101, TOO_LONG",
        "bio, 1001, TOO_LONG"
    })
    void an_input_that_breaks_a_rule_is_refused_with_its_field(String field, String value, String code) {
        var name = shop.unique("ada");
        var input = new HashMap<>(Map.of("username", name, "email", name + "@example.com", "password", Shop.PASSWORD));
        input.put(field, value.matches("\\d+") ? "a".repeat(Integer.parseInt(value)) : value);
        var answer = shop.anonymous().mutate("registerUser", input, "user { id }");
        answer.path("registerUser.user").valueIsNull();
        answer.path("registerUser.userErrors[*].code").entityList(String.class).containsExactly(code);
        answer.path("registerUser.userErrors[0].field").entityList(String.class).containsExactly("input", field);
        assertThat(jdbc.sql("select count(*) from users where username = ? or email = ?")
                        .params(name, name + "@example.com")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void all_mistakes_are_named_at_once() {
        shop.anonymous()
                .mutate("registerUser", Map.of("username", "a", "email", "b", "password", "c"), "user { id }")
                .path("registerUser.userErrors[*].field[1]")
                .entityList(String.class)
                .containsExactly("username", "email", "password");
    }

    @Test
    void a_name_or_an_address_is_taken_whatever_the_case() {
        var name = shop.unique("ada");
        register(name, name + "@example.com");
        assertThat(register(name.toUpperCase(Locale.ROOT), "other" + name + "@example.com"))
                .containsExactly("TAKEN input.username");
        assertThat(register(shop.unique("alan"), name.toUpperCase(Locale.ROOT) + "@EXAMPLE.com"))
                .containsExactly("TAKEN input.email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301%s@ex\u00E4mple.com", "\u00E9%s@exa\u0308mple.com", "\u00E9%s@XN--EXMPLE-CUA.com "})
    void an_address_is_one_in_each_of_its_forms_and_signs_in_in_each(String typed) {
        var name = shop.unique("ada");
        register(name, "\u00E9%s@ex\u00E4mple.com".formatted(name));
        assertThat(register(shop.unique("alan"), typed.formatted(name))).containsExactly("TAKEN input.email");
        for (var login : List.of(typed.formatted(name), name + " ", "\u200B" + name.toUpperCase(Locale.ROOT))) {
            shop.anonymous()
                    .mutate("logIn", Map.of("login", login, "password", Shop.PASSWORD), "user { username email }")
                    .path("logIn.user.email")
                    .entity(String.class)
                    .isEqualTo("\u00E9%s@ex\u00E4mple.com".formatted(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "a\0b", "\u202E", "100000"})
    void an_impossible_password_or_login_is_a_wrong_one(String text) {
        var typed = text.equals("100000") ? "a".repeat(10_000) : text;
        var name = shop.unique("ada");
        register(name, name + "@example.com");
        for (var input : List.of(
                Map.of("login", name, "password", typed),
                Map.of("login", typed, "password", Shop.PASSWORD),
                Map.of("login", typed + "@example.com", "password", Shop.PASSWORD))) {
            shop.anonymous()
                    .mutate("logIn", input, "user { id }")
                    .path("logIn.userErrors[*].code")
                    .entityList(String.class)
                    .containsExactly("INVALID_CREDENTIALS");
        }
        var ada = shop.anonymous().logIn(name, Shop.PASSWORD);
        ada.mutate("changePassword", Map.of("currentPassword", typed, "newPassword", "Difference1837"), "user { id }")
                .path("changePassword.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID_CREDENTIALS");
        ada.mutate(
                        "eraseUser",
                        Map.of("userId", ada.myId(), "currentPassword", typed, "idempotencyKey", name),
                        "erasedUserId")
                .path("eraseUser.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID_CREDENTIALS");
        shop.anonymous()
                .mutate("refreshSession", Map.of("refreshToken", typed), "session { accessToken }")
                .path("refreshSession.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("TOKEN_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system",
                "System",
                "DEMO",
                "anonymous",
                "shop",
                "adm1n",
                "_root_",
                "sup_port",
                "n0body",
                "\u200Badmin "
            })
    void a_name_of_the_shop_itself_can_neither_be_registered_nor_taken_on(String reserved) {
        var ada = shop.newCustomer();
        var input =
                Map.of("username", reserved, "email", shop.unique("ada") + "@example.com", "password", Shop.PASSWORD);
        assertThat(userErrors(shop.anonymous().mutate("registerUser", input, "user { id }"), "registerUser"))
                .containsExactly("TAKEN input.username");
        assertThat(userErrors(
                        shop.admin()
                                .mutate(
                                        "createUsers",
                                        Map.of("users", List.of(input), "idempotencyKey", shop.unique("key")),
                                        "createdCount"),
                        "createUsers"))
                .containsExactly("TAKEN input.users.0.username");
        assertThat(userErrors(
                        ada.mutate("updateProfile", Map.of("username", reserved), "user { id }"), "updateProfile"))
                .containsExactly("TAKEN input.username");
    }

    @Test
    void an_existing_user_keeps_a_reserved_name() {
        var ada = shop.newCustomer("postmaster");
        assertThat(userErrors(
                        ada.mutate("updateProfile", Map.of("username", "Postmaster", "bio", "Mail"), "user { id }"),
                        "updateProfile"))
                .isEmpty();
    }

    @Test
    void no_password_is_in_the_log_of_events() {
        var name = shop.unique("ada");
        register(name, name + "@example.com");
        assertThat(jdbc.sql(
                                "select string_agg(payload::text || metadata::text, ' ') from domain_events where aggregate_id = (select id::text from users where username = ?)")
                        .param(name)
                        .query(String.class)
                        .single())
                .doesNotContain(Shop.PASSWORD)
                .doesNotContainIgnoringCase("argon2");
        assertThat(jdbc.sql(
                                "select password_hash from credentials c join users u on u.id = c.user_id where username = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .startsWith("{argon2id}$argon2id$v=19$");
    }

    @Test
    void passwords_of_a_shop_that_is_no_tests_are_hashed_with_19_mebibytes_and_two_passes() {
        assertThat(passwordsOfTheShop.hash(new Password(Shop.PASSWORD)).value())
                .startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        var name = shop.unique("ada");
        register(name, name + "@example.com");
        for (var login : List.of(name, name + "@example.com", "nobody-at-all")) {
            var answer = shop.anonymous()
                    .mutate(
                            "logIn",
                            Map.of("login", login, "password", "Wrong-password-1"),
                            "session { accessToken } user { id }");
            answer.path("logIn.user").valueIsNull();
            answer.path("logIn.userErrors[*].code").entityList(String.class).containsExactly("INVALID_CREDENTIALS");
        }
    }

    @Test
    void a_refresh_token_works_once_and_its_reuse_ends_every_session() {
        var name = shop.unique("ada");
        register(name, name + "@example.com");
        var other = logIn(name);
        var first = logIn(name);
        var second = refresh(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(refresh(first)).as("a copy comes back").isEqualTo("TOKEN_INVALID");
        assertThat(refresh(second)).as("so the session is over").isEqualTo("TOKEN_INVALID");
        assertThat(refresh(other)).as("and all others too").isEqualTo("TOKEN_INVALID");
        assertThat(refresh("never-seen")).isEqualTo("TOKEN_INVALID");
    }

    @Test
    void a_log_out_takes_effect_at_once() {
        var ada = shop.newCustomer();
        assertThat(ada.myId()).isNotBlank();
        ada.mutate("logOut", Map.of(), "endedSessions")
                .path("logOut.endedSessions")
                .entity(Integer.class)
                .isEqualTo(1);
        var http = WebTestClient.bindToServer(new JdkClientHttpConnector())
                .baseUrl(ada.address())
                .build();
        http.post()
                .uri("/graphql")
                .header("Authorization", "Bearer " + ada.accessToken())
                .bodyValue(Map.of("query", "{ me { id } }"))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("errors[0].extensions.code")
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void fields_for_staff_are_closed_to_others() {
        var query = "{ users(first: 1) { nodes { username } } }";
        assertThat(codes(shop.anonymous().run(query))).containsExactly("UNAUTHENTICATED");
        assertThat(codes(shop.newCustomer().run(query))).containsExactly("FORBIDDEN");
        shop.staff().run(query).path("users.nodes").entityList(Object.class).hasSize(1);
        shop.newUser(Role.ADMIN)
                .run(query)
                .path("users.nodes")
                .entityList(Object.class)
                .hasSize(1);
    }

    @Test
    void a_role_that_was_taken_away_counts_from_the_next_request() {
        var grace = shop.newUser(Role.STAFF);
        jdbc.sql("update users set role = 'CUSTOMER' where id = ?")
                .param(GlobalId.parse("User", grace.myId()).orElseThrow())
                .update();
        assertThat(codes(grace.run("{ users(first: 1) { nodes { username } } }")))
                .containsExactly("FORBIDDEN");
    }

    @Test
    void a_stranger_is_as_if_they_did_not_exist() {
        var ada = shop.newCustomer();
        var id = ada.myId();
        var query = "query ($id: ID!) { node(id: $id) { id } }";
        ada.run(query, Map.of("id", id)).path("node.id").entity(String.class).isEqualTo(id);
        shop.newCustomer().run(query, Map.of("id", id)).path("node").valueIsNull();
        shop.anonymous().run(query, Map.of("id", id)).path("node").valueIsNull();
        shop.staff()
                .run(query, Map.of("id", id))
                .path("node.id")
                .entity(String.class)
                .isEqualTo(id);
    }

    @Test
    void a_nul_character_is_a_bad_request() {
        assertThat(codes(shop.anonymous().run("{ product(by: {slug: \"a\\u0000b\"}) { id } }")))
                .containsExactly("BAD_REQUEST");
        for (var query : List.of(
                "{ products(filter: {search: \"a\\u0000b\"}) { totalCount } }",
                "{ posts(filter: {search: \"a\\u0000b\"}) { totalCount } }",
                "{ users(filter: {search: \"a\\u0000b\"}) { totalCount } }",
                "{ tags(search: \"a\\u0000b\") { name } }")) {
            assertThat(codes(shop.staff().run(query))).containsExactly("BAD_REQUEST");
        }
    }

    @Test
    void percent_and_underscore_are_plain_characters_of_a_search() {
        var name = shop.unique("under_score");
        register(name, name + "@example.com");
        var query = "query ($s: String!) { users(filter: {search: $s}) { totalCount } }";
        shop.staff()
                .run(query, Map.of("s", name.toUpperCase(Locale.ROOT)))
                .path("users.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
        shop.staff()
                .run(query, Map.of("s", name.replace('_', '%')))
                .path("users.totalCount")
                .entity(Integer.class)
                .isEqualTo(0);
        shop.staff()
                .run(query, Map.of("s", name.replace('u', '_')))
                .path("users.totalCount")
                .entity(Integer.class)
                .isEqualTo(0);
    }

    @Test
    void fifty_concurrent_registrations_of_one_name_make_one_user() throws Exception {
        var name = shop.unique("ada");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<List<String>>>mapToObj(i -> () -> i % 2 == 0
                            ? register(i % 4 == 0 ? name : name.toUpperCase(Locale.ROOT), name + i + "@example.com")
                            : register(
                                    name + i, i % 4 == 1 ? name + "@x.org" : name.toUpperCase(Locale.ROOT) + "@X.org"))
                    .toList());
            var refused = new ArrayList<String>();
            for (var answer : answers) {
                refused.addAll(answer.get());
            }
            assertThat(refused).hasSize(48).containsOnly("TAKEN input.username", "TAKEN input.email");
        }
        assertThat(jdbc.sql("select count(*) from users where lower(username) like ?")
                        .param(name + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void a_name_of_one_and_an_address_of_another_are_taken() {
        var ada = shop.unique("ada");
        var alan = shop.unique("alan");
        register(ada, ada + "@example.com");
        register(alan, alan + "@example.com");
        assertThat(register(ada, alan + "@example.com")).hasSize(1).allMatch(error -> error.startsWith("TAKEN input."));
    }

    @Test
    void a_user_is_found_by_id_name_or_address_whatever_the_case_and_an_unknown_one_is_null() {
        var name = shop.unique("ada");
        register(name, name + "@example.com");
        var query = "query ($by: UserIdentifier!) { user(by: $by) { id username } }";
        var id = shop.staff()
                .run(query, Map.of("by", Map.of("username", name.toUpperCase(Locale.ROOT))))
                .path("user.id")
                .entity(String.class)
                .get();
        for (var by : List.of(Map.of("id", id), Map.of("email", name.toUpperCase(Locale.ROOT) + "@example.com"))) {
            shop.staff()
                    .run(query, Map.of("by", by))
                    .path("user.username")
                    .entity(String.class)
                    .isEqualTo(name);
        }
        for (var by : List.of(
                Map.of("id", "nonsense"),
                Map.of("id", shop.newProduct(1)),
                Map.of("username", "nobody_at_all"),
                Map.of("email", "nobody@example.com"))) {
            shop.staff().run(query, Map.of("by", by)).path("user").valueIsNull();
        }
        assertThat(codes(shop.staff().run(query, Map.of("by", Map.of("id", id, "username", name)))))
                .containsExactly("BAD_REQUEST");
    }

    @Test
    void the_list_is_paged_without_a_gap_by_each_of_its_orders() {
        var word = shop.unique("page");
        for (int i = 0; i < 7; i++) {
            register(word + "_" + i, word + i + "@example.com");
        }
        jdbc.sql("update users set created_at = timestamptz '2020-01-01 00:00:00Z' where username like ?")
                .param(word + "%")
                .update();
        for (var field : List.of("CREATED_AT", "USERNAME", "EMAIL", "LAST_LOGIN_AT")) {
            for (var direction : List.of("ASC", "DESC")) {
                assertThat(pages(word, field, direction))
                        .as(field + " " + direction)
                        .hasSize(7)
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(codes(shop.staff().run("{ users(first: 101) { totalCount } }")))
                .containsExactly("BAD_REQUEST");
        assertThat(codes(shop.staff().run("{ users(first: 0) { totalCount } }")))
                .containsExactly("BAD_REQUEST");
    }

    @Test
    void the_list_is_filtered_by_status_role_and_time() {
        var word = shop.unique("flt");
        register(word + "_a", word + "a@example.com");
        register(word + "_b", word + "b@example.com");
        shop.staff().mutate("deactivateUser", Map.of("userId", idOf(word + "_b")), "user { id }");
        var query = "query ($f: UserFilter!) { users(filter: $f) { nodes { username } } }";
        var filters = Map.<Map<String, ?>, List<String>>of(
                Map.of("search", word, "status", List.of("ACTIVE")), List.of(word + "_a"),
                Map.of("search", word, "status", List.of("DEACTIVATED", "ERASED")), List.of(word + "_b"),
                Map.of("search", word, "role", List.of("STAFF", "ADMIN")), List.of(),
                Map.of("search", word, "createdAt", Map.of("to", "2020-01-01T00:00:00Z")), List.of(),
                Map.of("search", word.toUpperCase(Locale.ROOT) + "A@EXAMPLE"), List.of(word + "_a"));
        filters.forEach((filter, expected) -> shop.staff()
                .run(query, Map.of("f", filter))
                .path("users.nodes[*].username")
                .entityList(String.class)
                .isEqualTo(expected));
    }

    @Test
    void users_are_found_whatever_the_accents_of_their_names() {
        var name = shop.unique("ada");
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of(
                                "username",
                                name,
                                "email",
                                "\u0130\u00E9" + name + "@example.com",
                                "password",
                                Shop.PASSWORD,
                                "fullName",
                                "Ren\u00E9e " + name + "\u00A0\u0141"),
                        "user { id }");
        for (var search : List.of("renee " + name + " l", "RENE\u0301E " + name, "ie" + name + "@EXAMPLE")) {
            shop.staff()
                    .run(
                            "query ($s: String!) { users(filter: {search: $s}) { nodes { username } } }",
                            Map.of("s", search))
                    .path("users.nodes[*].username")
                    .entityList(String.class)
                    .containsExactly(name);
        }
    }

    @Test
    void a_search_is_served_by_the_trigram_indexes() {
        jdbc.sql("""
                insert into users (id, version, username, email, full_name, role, status, created_at, updated_at)
                select gen_random_uuid(), 1, 'crowd_' || md5(i::text), md5(i::text) || '@crowd.example.com',
                       'Member ' || md5((i * 7)::text), 'CUSTOMER', 'ACTIVE', now(), now()
                from generate_series(1, 20000) i""").update();
        try {
            jdbc.sql("vacuum analyze users").update();
            var before = scansOfTrigramIndexes();
            // PostgreSQL counts with some delay, and when there is something to do.
            Awaitility.await().untilAsserted(() -> {
                shop.staff()
                        .run("{ users(filter: {search: \"7F3A9\"}) { nodes { username } } }")
                        .path("users.nodes")
                        .hasValue();
                assertThat(scansOfTrigramIndexes())
                        .hasSize(3)
                        .allSatisfy(
                                (index, scans) -> assertThat(scans).as(index).isGreaterThan(before.get(index)));
            });
        } finally {
            jdbc.sql("delete from users where email like '%@crowd.example.com'").update();
        }
    }

    private Map<String, Long> scansOfTrigramIndexes() {
        var scans = new HashMap<String, Long>();
        jdbc.sql("select indexrelname, idx_scan from pg_stat_user_indexes where indexrelname like 'users_by_part_of_%'")
                .query(row -> {
                    scans.put(row.getString(1), row.getLong(2));
                });
        return scans;
    }

    private List<String> pages(String word, String field, String direction) {
        var names = new ArrayList<String>();
        String after = null;
        do {
            var variables =
                    new HashMap<String, Object>(Map.of("w", word, "o", Map.of("field", field, "direction", direction)));
            variables.put("a", after);
            var page = shop.staff().run("""
                    query ($w: String!, $o: UserOrder!, $a: String) { users(filter: {search: $w}, orderBy: $o, first: 2, after: $a) {
                      nodes { username } pageInfo { hasNextPage endCursor } } }""", variables);
            names.addAll(page.path("users.nodes[*].username")
                    .entityList(String.class)
                    .get());
            after = page.path("users.pageInfo.hasNextPage")
                            .entity(Boolean.class)
                            .get()
                    ? page.path("users.pageInfo.endCursor").entity(String.class).get()
                    : null;
        } while (after != null);
        return names;
    }

    private String idOf(String username) {
        return shop.staff()
                .run("query ($n: String!) { user(by: {username: $n}) { id } }", Map.of("n", username))
                .path("user.id")
                .entity(String.class)
                .get();
    }

    private List<String> register(String username, String email) {
        return userErrors(
                shop.anonymous()
                        .mutate(
                                "registerUser",
                                Map.of("username", username, "email", email, "password", Shop.PASSWORD),
                                "user { id }"),
                "registerUser");
    }

    private String logIn(String login) {
        return shop.anonymous()
                .mutate("logIn", Map.of("login", login, "password", Shop.PASSWORD), "session { refreshToken }")
                .path("logIn.session.refreshToken")
                .entity(String.class)
                .get();
    }

    private String refresh(String token) {
        var answer =
                shop.anonymous().mutate("refreshSession", Map.of("refreshToken", token), "session { refreshToken }");
        var codes = answer.path("refreshSession.userErrors[*].code")
                .entityList(String.class)
                .get();
        return codes.isEmpty()
                ? answer.path("refreshSession.session.refreshToken")
                        .entity(String.class)
                        .get()
                : codes.getFirst();
    }
}
