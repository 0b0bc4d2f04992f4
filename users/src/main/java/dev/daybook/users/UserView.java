package dev.daybook.users;

import static dev.daybook.users.UserStatus.ACTIVE;
import static dev.daybook.users.UserStatus.DEACTIVATED;
import static dev.daybook.users.UserStatus.ERASED;

import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of a user. {@code version} counts the events of their stream.
 *
 * @param deactivatedAt null unless the user is deactivated
 */
@Table("users")
public record UserView(
        @Id UUID id,
        long version,
        @PersonalData @Embedded.Empty UserProfile profile,
        Role role,
        UserStatus status,
        @Nullable Instant lastLoginAt,
        @Nullable Instant deactivatedAt,
        Instant createdAt,
        Instant updatedAt) {

    static UserView registered(UserRegistered event, Instant at) {
        return new UserView(
                event.user().value(),
                1,
                UserProfile.of(event.user(), event.profile()),
                event.role(),
                ACTIVE,
                null,
                null,
                at,
                at);
    }

    /** Leaves {@code updatedAt} as it is, which strangers see: when somebody logs in is not their business. */
    UserView loggedIn(Instant at) {
        return with(profile, role, status, at, deactivatedAt, updatedAt);
    }

    /** Leaves all but the version as it is, for an event that concerns no stranger. */
    UserView counted() {
        return with(profile, role, status, lastLoginAt, deactivatedAt, updatedAt);
    }

    UserView withProfile(@Nullable Profile changed, Instant at) {
        return with(UserProfile.of(userId(), changed), role, status, lastLoginAt, deactivatedAt, at);
    }

    UserView passwordChanged(Instant at) {
        return with(profile, role, status, lastLoginAt, deactivatedAt, at);
    }

    UserView withRole(Role role, Instant at) {
        return with(profile, role, status, lastLoginAt, deactivatedAt, at);
    }

    UserView deactivated(Instant at) {
        return with(profile, role, DEACTIVATED, lastLoginAt, at, at);
    }

    UserView reactivated(Instant at) {
        return with(profile, role, ACTIVE, lastLoginAt, null, at);
    }

    UserView erased(Instant at) {
        return with(UserProfile.erased(userId()), Role.CUSTOMER, ERASED, null, null, at);
    }

    /** The row as a caller has it whose role an issuer gives. */
    public UserView withRole(Role given) {
        return new UserView(id, version, profile, given, status, lastLoginAt, deactivatedAt, createdAt, updatedAt);
    }

    public UserId userId() {
        return new UserId(id);
    }

    public String username() {
        return profile.username();
    }

    public @Nullable String email() {
        return profile.email();
    }

    public @Nullable String fullName() {
        return profile.fullName();
    }

    public @Nullable String bio() {
        return profile.bio();
    }

    public boolean isActive() {
        return status == ACTIVE;
    }

    public boolean isErased() {
        return status == ERASED;
    }

    private UserView with(
            UserProfile profile,
            Role role,
            UserStatus status,
            @Nullable Instant lastLoginAt,
            @Nullable Instant deactivatedAt,
            Instant updatedAt) {
        return new UserView(id, version + 1, profile, role, status, lastLoginAt, deactivatedAt, createdAt, updatedAt);
    }
}
