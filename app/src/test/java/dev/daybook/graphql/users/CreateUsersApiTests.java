package dev.daybook.graphql.users;

import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** U2: many users at once. */
@ShopTest
class CreateUsersApiTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    private String name;

    @BeforeEach
    void a_name_that_nobody_has() {
        name = shop.unique("many");
    }

    @Test
    void all_are_created_in_their_order_and_can_log_in() {
        var answer = create("REJECT_EVERYTHING", shop.unique("key"), List.of(row(0), row(1), row(2)));
        assertThat(userErrors(answer, "createUsers")).isEmpty();
        answer.path("createUsers.createdCount").entity(Integer.class).isEqualTo(3);
        answer.path("createUsers.results[*].index").entityList(Integer.class).containsExactly(0, 1, 2);
        answer.path("createUsers.results[*].user.username")
                .entityList(String.class)
                .containsExactly(name + "_0", name + "_1", name + "_2");
        answer.path("createUsers.results[*].user.role")
                .entityList(String.class)
                .containsExactly("CUSTOMER", "CUSTOMER", "CUSTOMER");
        assertThat(shop.anonymous().logIn(name + "_2", Shop.PASSWORD).isSignedIn())
                .isTrue();
    }

    @Test
    void all_or_nothing_is_nothing_when_a_row_breaks_a_rule() {
        var answer = create(
                "REJECT_EVERYTHING",
                shop.unique("key"),
                List.of(row(0), with(row(1), "email", "nobody"), with(row(2), "password", "weak")));
        assertThat(userErrors(answer, "createUsers"))
                .containsExactly("INVALID_FORMAT input.users.1.email", "TOO_SHORT input.users.2.password");
        answer.path("createUsers.createdCount").entity(Integer.class).isEqualTo(0);
        answer.path("createUsers.results[0].userErrors")
                .entityList(Object.class)
                .hasSize(0);
        answer.path("createUsers.results[1].userErrors[0].code")
                .entity(String.class)
                .isEqualTo("INVALID_FORMAT");
        answer.path("createUsers.results[0].user").valueIsNull();
        assertThat(written()).isZero();
    }

    @Test
    void all_or_nothing_is_nothing_when_a_name_is_taken() {
        create("REJECT_EVERYTHING", shop.unique("key"), List.of(row(1)));
        var answer = create(
                "REJECT_EVERYTHING",
                shop.unique("key"),
                List.of(
                        row(0),
                        with(row(1), "email", name + "@other.org"),
                        with(row(2), "username", (name + "_0").toUpperCase(Locale.ROOT))));
        assertThat(userErrors(answer, "createUsers"))
                .containsExactly("TAKEN input.users.1.username", "TAKEN input.users.2.username");
        answer.path("createUsers.results[2].userErrors[0].code")
                .entity(String.class)
                .isEqualTo("TAKEN");
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void the_good_rows_are_written_and_the_others_reported_and_a_repetition_says_the_same() {
        create("REJECT_EVERYTHING", shop.unique("key"), List.of(row(1)));
        var key = shop.unique("key");
        var rows = List.of(row(0), row(1), with(row(2), "username", "a b"), row(3));
        var answer = create("REJECT_FAILED_ROWS", key, rows);
        assertThat(userErrors(answer, "createUsers")).isEmpty();
        answer.path("createUsers.createdCount").entity(Integer.class).isEqualTo(2);
        answer.path("createUsers.results[1].userErrors[*].field[3]")
                .entityList(String.class)
                .containsExactly("username", "email");
        answer.path("createUsers.results[2].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID_FORMAT");
        var ids = answer.path("createUsers.results[*].user.id")
                .entityList(String.class)
                .hasSize(2)
                .get();
        assertThat(written()).isEqualTo(3);

        var reload = create("REJECT_FAILED_ROWS", key, rows);
        reload.path("createUsers.idempotentReplay").entity(Boolean.class).isEqualTo(true);
        reload.path("createUsers.createdCount").entity(Integer.class).isEqualTo(2);
        reload.path("createUsers.results[*].user.id").entityList(String.class).isEqualTo(ids);
        reload.path("createUsers.results[1].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("TAKEN", "TAKEN");
        assertThat(written()).isEqualTo(3);
        assertThat(userErrors(create("REJECT_FAILED_ROWS", key, List.of(row(9))), "createUsers"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
    }

    @Test
    void a_taken_address_is_found_regardless_of_case() {
        var sigma = name + "Σ@example.com";
        create("REJECT_EVERYTHING", shop.unique("key"), List.of(with(row(0), "email", sigma)));
        var answer = create(
                "REJECT_FAILED_ROWS",
                shop.unique("key"),
                List.of(
                        with(row(1), "email", sigma.replace(name, name.toUpperCase(Locale.ROOT))),
                        row(2),
                        with(row(3), "email", name + "É@x.org"),
                        with(row(4), "email", name + "É@X.ORG")));
        assertThat(userErrors(answer, "createUsers")).isEmpty();
        answer.path("createUsers.createdCount").entity(Integer.class).isEqualTo(2);
        answer.path("createUsers.results[*].userErrors[*].field")
                .entityList(List.class)
                .containsExactly(List.of("input", "users", "0", "email"), List.of("input", "users", "3", "email"));
    }

    @Test
    void when_no_row_is_good_each_is_reported() {
        var answer = create("REJECT_FAILED_ROWS", shop.unique("key"), List.of(with(row(0), "username", "a b")));
        answer.path("createUsers.createdCount").entity(Integer.class).isEqualTo(0);
        answer.path("createUsers.results[0].userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID_FORMAT");
        assertThat(written()).isZero();
    }

    @Test
    void a_hundred_are_created_and_a_hundred_and_one_or_none_are_refused() {
        var rows = IntStream.range(0, 100).mapToObj(this::row).toList();
        create("REJECT_EVERYTHING", shop.unique("key"), rows)
                .path("createUsers.createdCount")
                .entity(Integer.class)
                .isEqualTo(100);
        var more = new ArrayList<>(rows);
        more.add(row(100));
        assertThat(userErrors(create("REJECT_FAILED_ROWS", shop.unique("key"), more), "createUsers"))
                .containsExactly("TOO_MANY_ITEMS input.users");
        assertThat(userErrors(create("REJECT_FAILED_ROWS", shop.unique("key"), List.of()), "createUsers"))
                .containsExactly("OUT_OF_RANGE input.users");
        assertThat(written()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECT_EVERYTHING", "REJECT_FAILED_ROWS"})
    void two_concurrent_calls_for_the_same_names_make_each_once(String policy) throws Exception {
        var rows = IntStream.range(0, 4).mapToObj(this::row).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<Response>>mapToObj(_ -> () -> create(policy, shop.unique("key"), rows))
                    .toList());
            var created = 0;
            for (var answer : answers) {
                created += answer.get()
                        .path("createUsers.createdCount")
                        .entity(Integer.class)
                        .get();
                assertThat(userErrors(answer.get(), "createUsers"))
                        .allMatch(error -> error.startsWith("TAKEN input.users."));
            }
            assertThat(created).isEqualTo(4);
        }
        assertThat(written()).isEqualTo(4);
    }

    private Response create(String policy, String key, List<Map<String, String>> rows) {
        return shop.admin()
                .mutate("createUsers", Map.of("users", rows, "errorPolicy", policy, "idempotencyKey", key), """
                        createdCount idempotentReplay
                        results { index user { id username role } userErrors { code field message } }""");
    }

    private Map<String, String> row(int number) {
        return Map.of(
                "username", name + "_" + number,
                "email", name + "_" + number + "@example.com",
                "password", Shop.PASSWORD);
    }

    private static Map<String, String> with(Map<String, String> row, String field, String value) {
        var changed = new HashMap<>(row);
        changed.put(field, value);
        return changed;
    }

    private int written() {
        return jdbc.sql("select count(*) from users where username like ?")
                .param(name + "%")
                .query(Integer.class)
                .single();
    }
}
