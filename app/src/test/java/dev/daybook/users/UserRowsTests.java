package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.support.ModuleTest;
import dev.daybook.users.UserEvent.UserDeactivated;
import dev.daybook.users.UserEvent.UserErased;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

@ModuleTest
class UserRowsTests {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00.123456Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    Users users;

    @Test
    void a_registered_user_is_found_by_username_and_by_email() {
        var ada = registered("Ada", "ada@example.com", Role.CUSTOMER, MONDAY);
        var row = users.findById(ada.value()).orElseThrow();
        assertThat(row.createdAt()).isEqualTo(MONDAY);
        assertThat(users.findByLogin("aDA")).contains(row);
        assertThat(users.findByLogin("ADA@example.com")).contains(row);
        assertThat(users.findByLogin("grace")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ADA, other@example.com, users_username_taken", "other, Ada@Example.com, users_email_taken"})
    void a_username_and_an_email_are_taken_whatever_their_case(String username, String email, String index) {
        registered("ada", "ada@example.com", Role.CUSTOMER, MONDAY);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> registered(username, email, Role.CUSTOMER, MONDAY))
                .withMessageContaining(index);
    }

    @Test
    void the_longest_absent_come_first_and_administrators_not_at_all() {
        var ada = registered("ada", "ada@example.com", Role.CUSTOMER, MONDAY);
        var grace = registered("grace", "grace@example.com", Role.STAFF, MONDAY.minusSeconds(1));
        registered("margaret", "margaret@example.com", Role.ADMIN, MONDAY);
        var alan = registered("alan", "alan@example.com", Role.CUSTOMER, MONDAY);
        project(new UserLoggedIn(alan), WEDNESDAY);
        assertThat(users.findInactive(TUESDAY, 10)).extracting(UserView::userId).containsExactly(grace, ada);
        assertThat(users.findInactive(TUESDAY, 1)).extracting(UserView::userId).containsExactly(grace);
    }

    @Test
    void a_deactivated_user_is_found_until_they_are_erased() {
        var ada = registered("ada", "ada@example.com", Role.CUSTOMER, MONDAY);
        project(new UserDeactivated(ada, null), TUESDAY);
        assertThat(users.findDeactivated(TUESDAY, 10)).isEmpty();
        assertThat(users.findDeactivated(WEDNESDAY, 10))
                .extracting(UserView::userId)
                .containsExactly(ada);
        project(new UserErased(ada, null), WEDNESDAY);
        assertThat(users.findDeactivated(WEDNESDAY, 10)).isEmpty();
        assertThat(users.findByLogin("ada@example.com")).isEmpty();
        assertThat(users.existsBy()).isTrue();
    }

    private UserId registered(String username, String email, Role role, Instant at) {
        var id = UserId.random();
        var profile = new Profile(new Username(username), new Email(email), null, null);
        project(new UserRegistered(id, profile, role), at);
        return id;
    }

    private void project(UserEvent event, Instant at) {
        new UserProjection(rows).on(event, at);
    }
}
