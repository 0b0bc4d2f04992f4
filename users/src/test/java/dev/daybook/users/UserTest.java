package dev.daybook.users;

import static dev.daybook.users.Refusals.refusal;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserRegistered;
import dev.daybook.users.UserRefusal.NotActive;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

class UserTest {
    private static final PasswordHash HASH = new PasswordHash("{argon2id}hash");

    private final Credentials credentials = mock(Credentials.class);
    private final FixtureConfiguration<User> user =
            new AggregateTestFixture<>(User.class).registerInjectableResource(credentials);

    @Test
    void ada_registers() {
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, Ada.USERNAME, Ada.EMAIL, Ada.FULL_NAME, Ada.BIO, Role.CUSTOMER, HASH))
                .expectSuccessfulHandlerExecution()
                .expectEvents(
                        new UserRegistered(Ada.ID, Ada.USERNAME, Ada.EMAIL, Ada.FULL_NAME, Ada.BIO, Role.CUSTOMER));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_user_needs_neither_a_full_name_nor_a_bio_whatever_the_role(Role role) {
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, Ada.USERNAME, Ada.EMAIL, null, null, role, HASH))
                .expectEvents(new UserRegistered(Ada.ID, Ada.USERNAME, Ada.EMAIL, null, null, role));
    }

    @Test
    void the_password_is_kept_with_the_credentials() {
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, Ada.USERNAME, Ada.EMAIL, null, null, Role.CUSTOMER, HASH))
                .expectSuccessfulHandlerExecution();
        verify(credentials).store(Ada.ID, HASH);
        verifyNoMoreInteractions(credentials);
    }

    @Test
    void ada_logs_in() {
        user.given(Ada.registered()).when(new RecordLogIn(Ada.ID)).expectEvents(new UserLoggedIn(Ada.ID));
    }

    @Test
    void each_log_in_is_noted() {
        user.given(Ada.registered(), new UserLoggedIn(Ada.ID))
                .when(new RecordLogIn(Ada.ID))
                .expectEvents(new UserLoggedIn(Ada.ID));
    }

    @ParameterizedTest
    @EnumSource(value = UserStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void a_user_who_is_not_active_cannot_log_in(UserStatus status) {
        user.givenState(() -> ada(status))
                .when(new RecordLogIn(Ada.ID))
                .expectException(refusal(new NotActive(Ada.ID)))
                .expectNoEvents();
    }

    /** No event leads here yet. */
    private static User ada(UserStatus status) {
        var ada = new User();
        ada.on(Ada.registered());
        ReflectionTestUtils.setField(ada, "status", status);
        return ada;
    }
}
