package dev.daybook.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    @Test
    void who_registers_is_active_and_has_never_logged_in() {
        assertThat(UserView.registered(Ada.registered(), Ada.REGISTERED_AT)).isEqualTo(Ada.row(UserStatus.ACTIVE));
    }

    @Test
    void what_was_not_told_is_not_shown() {
        var event = new UserRegistered(Ada.ID, Ada.USERNAME, Ada.EMAIL, null, null, Role.ADMIN);
        assertThat(UserView.registered(event, MONDAY))
                .isEqualTo(new UserView(
                        Ada.ID.value(),
                        1,
                        "ada",
                        "ada@analytical.org",
                        null,
                        null,
                        Role.ADMIN,
                        UserStatus.ACTIVE,
                        null,
                        MONDAY,
                        MONDAY));
    }

    @Test
    void the_last_log_in_is_shown_and_every_event_counted() {
        var ada = UserView.registered(Ada.registered(), Ada.REGISTERED_AT)
                .loggedIn(MONDAY)
                .loggedIn(TUESDAY);
        assertThat(ada)
                .isEqualTo(new UserView(
                        Ada.ID.value(),
                        3,
                        "ada",
                        "ada@analytical.org",
                        "Ada Lovelace",
                        "Writes programs for a machine that is not there yet.",
                        Role.CUSTOMER,
                        UserStatus.ACTIVE,
                        TUESDAY,
                        Ada.REGISTERED_AT,
                        TUESDAY));
    }

    @ParameterizedTest
    @EnumSource(UserStatus.class)
    void only_who_is_active_is_active(UserStatus status) {
        assertThat(Ada.row(status).isActive()).isEqualTo(status == UserStatus.ACTIVE);
    }

    @Test
    void a_row_knows_whose_it_is() {
        assertThat(Ada.row(UserStatus.ACTIVE).userId()).isEqualTo(Ada.ID);
    }
}
