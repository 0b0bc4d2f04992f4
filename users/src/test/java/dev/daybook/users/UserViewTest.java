package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final UserView ADA = UserView.registered(Ada.registered(), Ada.REGISTERED_AT);

    @Test
    void a_registered_user_is_active_and_has_never_logged_in() {
        assertThat(ADA).isEqualTo(Ada.row(UserStatus.ACTIVE));
    }

    @Test
    void a_user_without_a_full_name_and_a_bio_has_none() {
        var event = new UserRegistered(Ada.ID, new Profile(Ada.USERNAME, Ada.EMAIL, null, null), Role.ADMIN);
        var row = UserView.registered(event, MONDAY);
        assertThat(row.username()).isEqualTo("ada");
        assertThat(row.fullName()).isNull();
        assertThat(row.bio()).isNull();
        assertThat(row.role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void a_row_has_the_last_log_in_and_counts_every_event() {
        var ada = ADA.loggedIn(MONDAY).loggedIn(TUESDAY).counted();
        assertThat(ada.lastLoginAt()).isEqualTo(TUESDAY);
        assertThat(ada.version()).isEqualTo(4);
        assertThat(ada.createdAt()).isEqualTo(Ada.REGISTERED_AT);
        assertThat(ada.updatedAt()).as("nobody else's business").isEqualTo(Ada.REGISTERED_AT);
    }

    @Test
    void another_profile_replaces_the_one_before_and_nothing_else() {
        var ada = ADA.loggedIn(MONDAY)
                .withProfile(new Profile(new Username("ada_king"), new Email("ada@king.org"), null, null), TUESDAY);
        assertThat(ada)
                .isEqualTo(new UserView(
                        Ada.ID.value(),
                        3,
                        new UserProfile("ada_king", "ada@king.org", null, null),
                        Role.CUSTOMER,
                        UserStatus.ACTIVE,
                        MONDAY,
                        null,
                        Ada.REGISTERED_AT,
                        TUESDAY));
    }

    @Test
    void a_deactivation_has_a_time_until_the_user_is_reactivated() {
        var away = ADA.deactivated(MONDAY);
        assertThat(away.status()).isEqualTo(UserStatus.DEACTIVATED);
        assertThat(away.deactivatedAt()).isEqualTo(MONDAY);
        var back = away.reactivated(TUESDAY);
        assertThat(back.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(back.deactivatedAt()).isNull();
        assertThat(back.version()).isEqualTo(3);
    }

    @Test
    void a_role_and_a_password_change_nothing_else() {
        var ada = ADA.withRole(Role.STAFF, MONDAY).passwordChanged(TUESDAY);
        assertThat(ada.role()).isEqualTo(Role.STAFF);
        assertThat(ada.username()).isEqualTo("ada");
        assertThat(ada.version()).isEqualTo(3);
        assertThat(ada.updatedAt()).isEqualTo(TUESDAY);
    }

    @Test
    void an_erased_user_has_no_personal_data() {
        assertThat(ADA.loggedIn(MONDAY).withRole(Role.STAFF, MONDAY).erased(TUESDAY))
                .isEqualTo(new UserView(
                        Ada.ID.value(),
                        4,
                        new UserProfile("erased_0000000000000000000000000000ada0", null, null, null),
                        Role.CUSTOMER,
                        UserStatus.ERASED,
                        null,
                        null,
                        Ada.REGISTERED_AT,
                        TUESDAY));
    }

    @Test
    void events_without_personal_data_make_the_same_row_of_an_erased_user() {
        var live = ADA.withProfile(new Profile(Ada.USERNAME, Ada.EMAIL, Ada.FULL_NAME, null), MONDAY)
                .erased(TUESDAY);
        var rebuilt = UserView.registered(new UserRegistered(Ada.ID, null, Role.CUSTOMER), Ada.REGISTERED_AT)
                .withProfile(null, MONDAY)
                .erased(TUESDAY);
        assertThat(rebuilt).isEqualTo(live);
    }

    @Test
    void erased_users_have_different_names() {
        var alan = UserView.registered(
                new UserRegistered(new UserId(UUID.randomUUID()), null, Role.CUSTOMER), Ada.REGISTERED_AT);
        assertThat(alan.erased(MONDAY).username())
                .isNotEqualTo(ADA.erased(MONDAY).username());
    }

    @ParameterizedTest
    @EnumSource(UserStatus.class)
    void a_user_is_active_or_erased_by_status(UserStatus status) {
        assertThat(Ada.row(status).isActive()).isEqualTo(status == UserStatus.ACTIVE);
        assertThat(Ada.row(status).isErased()).isEqualTo(status == UserStatus.ERASED);
    }

    @Test
    void a_row_has_the_id_of_its_user() {
        assertThat(Ada.row(UserStatus.ACTIVE).userId()).isEqualTo(Ada.ID);
    }
}
