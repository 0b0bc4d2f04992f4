package dev.daybook.graphql.users;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** U9, U10: what users change about themselves. */
@ShopTest
class ProfileApiTests {
    private static final String PROFILE = "user { username email fullName bio version }";

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    private String name;
    private Client ada;

    @BeforeEach
    void ada_has_told_everything() {
        name = shop.unique("ada");
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of(
                                "username",
                                name,
                                "email",
                                name + "@example.com",
                                "password",
                                Shop.PASSWORD,
                                "fullName",
                                "Ada Lovelace",
                                "bio",
                                "Writes programs"),
                        "user { id }");
        ada = shop.anonymous().logIn(name, Shop.PASSWORD);
    }

    @Test
    void an_omitted_field_is_kept_a_null_one_cleared_and_a_given_one_changed() {
        var input = new HashMap<String, Object>();
        input.put("bio", null);
        input.put("email", "new" + name + "@example.com");
        var answer = ada.mutate("updateProfile", input, PROFILE);
        answer.path("updateProfile.user.username").entity(String.class).isEqualTo(name);
        answer.path("updateProfile.user.fullName").entity(String.class).isEqualTo("Ada Lovelace");
        answer.path("updateProfile.user.bio").valueIsNull();
        answer.path("updateProfile.user.email").entity(String.class).isEqualTo("new" + name + "@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "requestPasswordReset, '{email: \"ada@example.com\"}', requested",
        "resetPassword, '{token: \"unknown\", newPassword: \"Difference-engine-1\"}', user { id }",
        "requestEmailChange, '{email: \"ada@example.com\", currentPassword: \"Correct-horse-1\"}', requested",
        "confirmEmailChange, '{token: \"unknown\"}', user { id }"
    })
    void a_shop_without_a_mail_server_says_so(String mutation, String input, String selection) {
        var answer = ada.run(
                "mutation { %s(input: %s) { %s userErrors { code field } } }".formatted(mutation, input, selection));
        assertThat(userErrors(answer, mutation)).containsExactly("MAIL_NOT_CONFIGURED");
    }

    @Test
    void one_update_is_one_event_and_none_when_nothing_changes() {
        var before = version();
        var all = Map.of("username", name + "_2", "fullName", "Ada King", "bio", "Countess");
        assertThat(userErrors(ada.mutate("updateProfile", all, PROFILE), "updateProfile"))
                .isEmpty();
        assertThat(version()).isEqualTo(before + 1);
        for (var input : List.of(all, Map.<String, Object>of())) {
            assertThat(userErrors(ada.mutate("updateProfile", input, PROFILE), "updateProfile"))
                    .isEmpty();
            assertThat(version()).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "username, ad, TOO_SHORT",
        "username, a b<c>!, INVALID_FORMAT",
        "username, '  ', BLANK",
        "username, 51, TOO_LONG",
        "email, nobody, INVALID_FORMAT",
        "email, '', BLANK",
        "email, 256, TOO_LONG",
        "fullName, 101, TOO_LONG",
        "bio, 1001, TOO_LONG",
        "username, , BLANK",
        "email, , BLANK"
    })
    void an_input_that_breaks_a_rule_is_refused_with_its_field_and_writes_nothing(
            String field, String value, String code) {
        var before = version();
        var input = new HashMap<String, Object>();
        input.put(field, value != null && value.matches("\\d+") ? "a".repeat(Integer.parseInt(value)) : value);
        input.put(field.equals("bio") ? "fullName" : "bio", "Another");
        var answer = ada.mutate("updateProfile", input, PROFILE);
        answer.path("updateProfile.user").valueIsNull();
        assertThat(userErrors(answer, "updateProfile")).containsExactly(code + " input." + field);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void a_name_or_an_address_of_another_is_taken_whatever_the_case() {
        var other = shop.unique("alan");
        register(other);
        var before = version();
        assertThat(update(Map.of("username", other.toUpperCase(Locale.ROOT)))).containsExactly("TAKEN input.username");
        assertThat(update(Map.of("email", other.toUpperCase(Locale.ROOT) + "@example.com")))
                .containsExactly("TAKEN input.email");
        assertThat(version()).isEqualTo(before);
        assertThat(update(Map.of("username", name.toUpperCase(Locale.ROOT))))
                .as("their own in other letters")
                .isEmpty();
    }

    @Test
    void fields_outside_the_input_cannot_be_assigned() {
        for (var field : List.of("role", "status", "isActive", "passwordHash", "id", "version")) {
            assertThat(codes(ada.mutate("updateProfile", Map.of(field, "ADMIN"), PROFILE)))
                    .as(field)
                    .containsExactly("BAD_REQUEST");
        }
    }

    @Test
    void a_profile_that_was_changed_meanwhile_is_not_changed() {
        var answer = ada.mutate("updateProfile", Map.of("bio", "Another", "expectedVersion", version() - 1), PROFILE);
        assertThat(userErrors(answer, "updateProfile")).containsExactly("VERSION_CONFLICT input.expectedVersion");
        assertThat(userErrors(
                        ada.mutate("updateProfile", Map.of("bio", "Another", "expectedVersion", version()), PROFILE),
                        "updateProfile"))
                .isEmpty();
    }

    @Test
    void staff_change_customers_but_not_administrators_and_customers_only_themselves() {
        var id = ada.myId();
        assertThat(userErrors(
                        shop.staff().mutate("updateProfile", Map.of("userId", id, "bio", "By staff"), PROFILE),
                        "updateProfile"))
                .isEmpty();
        assertThat(userErrors(
                        ada.mutate("updateProfile", Map.of("userId", id, "bio", "By herself"), PROFILE),
                        "updateProfile"))
                .isEmpty();
        assertThat(codes(shop.newCustomer().mutate("updateProfile", Map.of("userId", id, "bio", "Hi"), PROFILE)))
                .containsExactly("FORBIDDEN");
        assertThat(codes(shop.newCustomer().mutate("updateProfile", Map.of("userId", "x", "bio", "Hi"), PROFILE)))
                .as("the same for an unknown one")
                .containsExactly("FORBIDDEN");
        var admin = shop.admin().myId();
        assertThat(codes(shop.staff().mutate("updateProfile", Map.of("userId", admin, "bio", "Hi"), PROFILE)))
                .containsExactly("FORBIDDEN");
        assertThat(userErrors(
                        shop.staff().mutate("updateProfile", Map.of("userId", "x", "bio", "Hi"), PROFILE),
                        "updateProfile"))
                .containsExactly("NOT_FOUND input.userId");
    }

    @Test
    void a_new_password_ends_the_other_sessions_and_the_old_one_is_dead() {
        var other = shop.anonymous().logIn(name, Shop.PASSWORD);
        assertThat(change(Shop.PASSWORD, "Difference-engine-2")).isEmpty();
        assertThat(ada.myId()).as("goes on").isNotBlank();
        assertThat(other.isSignedIn()).isFalse();
        assertThat(logIn(Shop.PASSWORD)).containsExactly("INVALID_CREDENTIALS");
        assertThat(logIn("Difference-engine-2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Wrong-password-1, Difference-engine-2, INVALID_CREDENTIALS input.currentPassword",
        "Correct-horse-1, Short1, TOO_SHORT input.newPassword",
        "Correct-horse-1, alllowercase1, PASSWORD_TOO_WEAK input.newPassword",
        "Correct-horse-1, NoDigitsHere, PASSWORD_TOO_WEAK input.newPassword",
        "Correct-horse-1, 101, TOO_LONG input.newPassword"
    })
    void a_password_is_not_changed_without_the_old_one_or_to_a_weak_one(String old, String fresh, String error) {
        var other = shop.anonymous().logIn(name, Shop.PASSWORD);
        var typed = fresh.matches("\\d+") ? "A".repeat(Integer.parseInt(fresh)) : fresh;
        assertThat(change(old, typed)).containsExactly(error);
        assertThat(other.isSignedIn()).isTrue();
        assertThat(logIn(Shop.PASSWORD)).isEmpty();
    }

    @Test
    void no_type_of_the_api_has_a_password_or_a_hash_to_show() {
        var fields = shop.admin()
                .run("{ __schema { types { kind fields { name } } } }")
                .path("__schema.types[?(@.kind=='OBJECT')].fields[*].name")
                .entityList(String.class)
                .get();
        assertThat(fields)
                .contains("username")
                .noneMatch(field -> field.toLowerCase(Locale.ROOT).matches(".*(hash|secret|credential).*|password"));
    }

    @Test
    void a_registration_makes_a_customer_whatever_role_it_asks_for() {
        assertThat(codes(shop.anonymous()
                        .mutate(
                                "registerUser",
                                Map.of("username", "x_y", "email", "x@y.org", "password", "Xy123456", "role", "ADMIN"),
                                "user { id }")))
                .containsExactly("BAD_REQUEST");
    }

    private List<String> update(Map<String, ?> input) {
        return userErrors(ada.mutate("updateProfile", input, PROFILE), "updateProfile");
    }

    private List<String> change(String old, String fresh) {
        return userErrors(
                ada.mutate("changePassword", Map.of("currentPassword", old, "newPassword", fresh), "user { id }"),
                "changePassword");
    }

    private List<String> logIn(String password) {
        return userErrors(
                shop.anonymous().mutate("logIn", Map.of("login", name, "password", password), "user { id }"), "logIn");
    }

    private void register(String username) {
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", username, "email", username + "@example.com", "password", Shop.PASSWORD),
                        "user { id }")
                .path("registerUser.user.id")
                .hasValue();
    }

    private long version() {
        return ada.run("{ me { version } }")
                .path("me.version")
                .entity(Long.class)
                .get();
    }
}
