package dev.daybook.users;

import static dev.daybook.users.Refusals.refusal;
import static dev.daybook.users.text.Change.clear;
import static dev.daybook.users.text.Change.keep;
import static dev.daybook.users.text.Change.set;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.daybook.users.UserCommand.ChangePassword;
import dev.daybook.users.UserCommand.ChangeProfile;
import dev.daybook.users.UserCommand.ChangeRole;
import dev.daybook.users.UserCommand.ConfirmEmail;
import dev.daybook.users.UserCommand.DeactivateUser;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserCommand.FollowRole;
import dev.daybook.users.UserCommand.ReactivateUser;
import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserCommand.RequestEmailChange;
import dev.daybook.users.UserCommand.RequestPasswordReset;
import dev.daybook.users.UserEvent.EmailChangeRequested;
import dev.daybook.users.UserEvent.EmailConfirmed;
import dev.daybook.users.UserEvent.PasswordChanged;
import dev.daybook.users.UserEvent.PasswordResetRequested;
import dev.daybook.users.UserEvent.ProfileChanged;
import dev.daybook.users.UserEvent.RoleChanged;
import dev.daybook.users.UserEvent.UserDeactivated;
import dev.daybook.users.UserEvent.UserErased;
import dev.daybook.users.UserEvent.UserLoggedIn;
import dev.daybook.users.UserEvent.UserReactivated;
import dev.daybook.users.UserEvent.UserRegistered;
import dev.daybook.users.UserRefusal.Erased;
import dev.daybook.users.UserRefusal.LastAdmin;
import dev.daybook.users.UserRefusal.NotActive;
import dev.daybook.users.UserRefusal.VersionConflict;
import dev.daybook.users.text.Change;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UserTest {
    private static final PasswordHash HASH = new PasswordHash("{argon2id}hash");
    private static final UserDeactivated DEACTIVATED = new UserDeactivated(Ada.ID, "Asked for a break");
    private static final Email OTHER_EMAIL = new Email("countess@lovelace.org");
    private static final UserErased ERASED = new UserErased(Ada.ID, null);

    private final Credentials credentials = mock(Credentials.class);
    private final PersonalKeys keys = mock(PersonalKeys.class);
    private boolean otherAdmins = true;
    private final FixtureConfiguration<User> user = new AggregateTestFixture<>(User.class)
            .registerInjectableResource(credentials)
            .registerInjectableResource(keys)
            .registerInjectableResource((Admins) _ -> otherAdmins);

    @ParameterizedTest
    @EnumSource(Role.class)
    void ada_registers_whatever_the_role(Role role) {
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, Ada.PROFILE, role, HASH))
                .expectEvents(new UserRegistered(Ada.ID, Ada.PROFILE, role));
    }

    @Test
    void a_reset_of_the_password_can_be_requested() {
        user.given(Ada.registered())
                .when(new RequestPasswordReset(Ada.ID))
                .expectEvents(new PasswordResetRequested(Ada.ID));
    }

    @ParameterizedTest
    @MethodSource("noLongerActive")
    void who_may_not_sign_in_gets_no_mail(UserEvent since) {
        user.given(Ada.registered(), since)
                .when(new RequestPasswordReset(Ada.ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        user.given(Ada.registered(), since)
                .when(new RequestEmailChange(Ada.ID, OTHER_EMAIL))
                .expectException(refusal(new NotActive(Ada.ID)));
        user.given(Ada.registered(), since)
                .when(new ConfirmEmail(Ada.ID, OTHER_EMAIL))
                .expectException(refusal(new NotActive(Ada.ID)));
    }

    static List<UserEvent> noLongerActive() {
        return List.of(DEACTIVATED, ERASED);
    }

    @Test
    void an_address_that_was_changed_without_a_proof_is_good_for_no_reset() {
        user.given(Ada.registered(), new ProfileChanged(Ada.ID, Ada.PROFILE.withEmail(OTHER_EMAIL)))
                .when(new RequestPasswordReset(Ada.ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        user.given(
                        Ada.registered(),
                        new ProfileChanged(Ada.ID, Ada.PROFILE.withEmail(OTHER_EMAIL)),
                        new EmailConfirmed(Ada.ID))
                .when(new RequestPasswordReset(Ada.ID))
                .expectEvents(new PasswordResetRequested(Ada.ID));
    }

    @Test
    void a_change_of_the_address_is_requested_and_confirmed() {
        user.given(Ada.registered())
                .when(new RequestEmailChange(Ada.ID, OTHER_EMAIL))
                .expectEvents(new EmailChangeRequested(Ada.ID, OTHER_EMAIL));
        user.given(Ada.registered())
                .when(new ConfirmEmail(Ada.ID, OTHER_EMAIL))
                .expectEvents(
                        new ProfileChanged(Ada.ID, Ada.PROFILE.withEmail(OTHER_EMAIL)), new EmailConfirmed(Ada.ID));
    }

    @Test
    void the_address_of_today_can_be_confirmed() {
        user.given(Ada.registered()).when(new ConfirmEmail(Ada.ID, Ada.EMAIL)).expectEvents(new EmailConfirmed(Ada.ID));
    }

    @Test
    void a_user_needs_neither_a_full_name_nor_a_bio() {
        var profile = new Profile(Ada.USERNAME, Ada.EMAIL, null, null);
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, profile, Role.CUSTOMER, HASH))
                .expectEvents(new UserRegistered(Ada.ID, profile, Role.CUSTOMER));
    }

    @Test
    void the_password_is_kept_with_the_credentials() {
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, Ada.PROFILE, Role.CUSTOMER, HASH))
                .expectSuccessfulHandlerExecution();
        verify(credentials).store(Ada.ID, HASH);
        verifyNoMoreInteractions(credentials);
    }

    @Test
    void a_user_who_signs_in_elsewhere_has_no_password() {
        user.givenNoPriorActivity()
                .when(new RegisterUser(Ada.ID, Ada.PROFILE, Role.CUSTOMER, null))
                .expectEvents(new UserRegistered(Ada.ID, Ada.PROFILE, Role.CUSTOMER));
        verifyNoInteractions(credentials);
    }

    @Test
    void the_role_that_an_issuer_gives_is_followed_by_the_last_administrator_too() {
        otherAdmins = false;
        user.given(new UserRegistered(Ada.ID, Ada.PROFILE, Role.ADMIN))
                .when(new FollowRole(Ada.ID, Role.CUSTOMER))
                .expectEvents(new RoleChanged(Ada.ID, Role.CUSTOMER));
        user.given(new UserRegistered(Ada.ID, Ada.PROFILE, Role.ADMIN))
                .when(new FollowRole(Ada.ID, Role.ADMIN))
                .expectNoEvents();
        user.given(Ada.registered(), ERASED)
                .when(new FollowRole(Ada.ID, Role.STAFF))
                .expectException(refusal(new Erased(Ada.ID)));
    }

    @Test
    void each_log_in_is_recorded() {
        user.given(Ada.registered(), new UserLoggedIn(Ada.ID))
                .when(new RecordLogIn(Ada.ID))
                .expectEvents(new UserLoggedIn(Ada.ID));
    }

    @Test
    void a_deactivated_user_cannot_log_in() {
        user.given(Ada.registered(), DEACTIVATED)
                .when(new RecordLogIn(Ada.ID))
                .expectException(refusal(new NotActive(Ada.ID)))
                .expectNoEvents();
    }

    @Test
    void a_reactivated_user_can_log_in() {
        user.given(Ada.registered(), DEACTIVATED, new UserReactivated(Ada.ID, null))
                .when(new RecordLogIn(Ada.ID))
                .expectEvents(new UserLoggedIn(Ada.ID));
    }

    @Test
    void an_erased_user_cannot_log_in() {
        user.given(Ada.registered(), ERASED)
                .when(new RecordLogIn(Ada.ID))
                .expectException(refusal(new NotActive(Ada.ID)))
                .expectNoEvents();
    }

    @Test
    void a_change_of_one_field_is_an_event_with_the_whole_profile() {
        user.given(Ada.registered())
                .when(new ChangeProfile(
                        Ada.ID, keep(), keep(), set(new FullName("Countess of Lovelace")), clear(), null))
                .expectEvents(new ProfileChanged(
                        Ada.ID, new Profile(Ada.USERNAME, Ada.EMAIL, new FullName("Countess of Lovelace"), null)));
    }

    @Test
    void a_change_of_a_profile_starts_from_the_last_one() {
        var married = new Username("ada_king");
        var email = new Email("ada@king.org");
        user.given(
                        Ada.registered(),
                        new ProfileChanged(Ada.ID, new Profile(married, Ada.EMAIL, Ada.FULL_NAME, Ada.BIO)))
                .when(new ChangeProfile(Ada.ID, keep(), set(email), keep(), keep(), null))
                .expectEvents(new ProfileChanged(Ada.ID, new Profile(married, email, Ada.FULL_NAME, Ada.BIO)));
    }

    @Test
    void a_change_to_the_same_profile_is_no_event() {
        user.given(Ada.registered())
                .when(changeBio(set(Ada.BIO), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_change_of_an_outdated_version_is_refused() {
        user.given(Ada.registered(), new UserLoggedIn(Ada.ID))
                .when(changeBio(clear(), 1L))
                .expectException(refusal(new VersionConflict(1, 2)))
                .expectNoEvents();
        user.given(Ada.registered(), new UserLoggedIn(Ada.ID))
                .when(new ChangeRole(Ada.ID, Role.STAFF, 3L))
                .expectException(refusal(new VersionConflict(3, 2)))
                .expectNoEvents();
    }

    @Test
    void a_user_of_another_version_is_neither_deactivated_nor_erased() {
        for (var command : List.of(new DeactivateUser(Ada.ID, null, 1L), new EraseUser(Ada.ID, null, 1L))) {
            user.given(Ada.registered(), new UserLoggedIn(Ada.ID))
                    .when(command)
                    .expectException(refusal(new VersionConflict(1, 2)))
                    .expectNoEvents();
        }
        verifyNoInteractions(keys);
    }

    @Test
    void a_profile_that_can_no_longer_be_read_is_that_of_an_erased_user() {
        user.given(new UserRegistered(Ada.ID, null, Role.CUSTOMER))
                .when(changeBio(clear(), null))
                .expectException(refusal(new Erased(Ada.ID)));
    }

    @Test
    void a_change_of_the_expected_version_is_an_event() {
        user.given(Ada.registered(), new UserLoggedIn(Ada.ID))
                .when(new ChangeRole(Ada.ID, Role.STAFF, 2L))
                .expectEvents(new RoleChanged(Ada.ID, Role.STAFF));
    }

    @Test
    void a_new_password_is_an_event_without_the_password() {
        var other = new PasswordHash("{argon2id}other");
        user.given(Ada.registered()).when(new ChangePassword(Ada.ID, other)).expectEvents(new PasswordChanged(Ada.ID));
        verify(credentials).store(Ada.ID, other);
    }

    @Test
    void a_change_to_the_same_role_is_no_event() {
        otherAdmins = false;
        user.given(Ada.registeredAs(Role.ADMIN))
                .when(new ChangeRole(Ada.ID, Role.ADMIN, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("commandsThatRemoveAnAdministrator")
    void the_last_active_administrator_is_neither_demoted_nor_deactivated_nor_erased(UserCommand command) {
        otherAdmins = false;
        user.given(Ada.registeredAs(Role.CUSTOMER), new RoleChanged(Ada.ID, Role.ADMIN))
                .when(command)
                .expectException(refusal(new LastAdmin(Ada.ID)))
                .expectNoEvents();
        verifyNoInteractions(keys);
    }

    @ParameterizedTest
    @MethodSource("commandsThatRemoveAnAdministrator")
    void one_of_many_administrators_is_demoted_deactivated_or_erased(UserCommand command) {
        user.given(Ada.registeredAs(Role.ADMIN)).when(command).expectSuccessfulHandlerExecution();
    }

    @ParameterizedTest
    @MethodSource("commandsThatRemoveAnAdministrator")
    void a_user_who_is_no_active_administrator_is_demoted_deactivated_or_erased(UserCommand command) {
        otherAdmins = false;
        user.given(Ada.registeredAs(Role.STAFF)).when(command).expectSuccessfulHandlerExecution();
        user.given(Ada.registeredAs(Role.ADMIN), DEACTIVATED).when(command).expectSuccessfulHandlerExecution();
    }

    static List<UserCommand> commandsThatRemoveAnAdministrator() {
        return List.of(
                new ChangeRole(Ada.ID, Role.CUSTOMER, null),
                new DeactivateUser(Ada.ID, null, null),
                new EraseUser(Ada.ID, null, null));
    }

    @Test
    void a_user_is_deactivated_once_and_reactivated_once() {
        user.given(Ada.registered())
                .when(new DeactivateUser(Ada.ID, "Asked for a break", null))
                .expectEvents(DEACTIVATED);
        user.given(Ada.registered(), DEACTIVATED)
                .when(new DeactivateUser(Ada.ID, "Once more", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        user.given(Ada.registered(), DEACTIVATED)
                .when(new ReactivateUser(Ada.ID, "Is back"))
                .expectEvents(new UserReactivated(Ada.ID, "Is back"));
        user.given(Ada.registered())
                .when(new ReactivateUser(Ada.ID, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_erasure_destroys_the_key_before_anything_else() {
        user.given(Ada.registered())
                .when(new EraseUser(Ada.ID, "Asked for it", null))
                .expectEvents(new UserErased(Ada.ID, "Asked for it"));
        var inOrder = inOrder(keys, credentials);
        inOrder.verify(keys).destroy(Ada.ID);
        inOrder.verify(credentials).forget(Ada.ID);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_to_an_erased_user_is_refused(UserCommand command) {
        user.given(Ada.registered(), ERASED)
                .when(command)
                .expectException(refusal(new Erased(Ada.ID)))
                .expectNoEvents();
        verifyNoInteractions(credentials, keys);
    }

    static List<UserCommand> commands() {
        return List.of(
                changeBio(clear(), null),
                new ChangePassword(Ada.ID, HASH),
                new ChangeRole(Ada.ID, Role.STAFF, null),
                new DeactivateUser(Ada.ID, null, null),
                new ReactivateUser(Ada.ID, null),
                new EraseUser(Ada.ID, null, null));
    }

    @Test
    void an_erased_user_is_loaded_from_events_without_personal_data() {
        user.given(
                        new UserRegistered(Ada.ID, null, Role.CUSTOMER),
                        new ProfileChanged(Ada.ID, null),
                        new UserDeactivated(Ada.ID, null),
                        ERASED)
                .when(new ReactivateUser(Ada.ID, null))
                .expectException(refusal(new Erased(Ada.ID)));
    }

    private static ChangeProfile changeBio(Change<@Nullable Bio> bio, @Nullable Long expectedVersion) {
        return new ChangeProfile(Ada.ID, keep(), keep(), keep(), bio, expectedVersion);
    }
}
