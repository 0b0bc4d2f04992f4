package dev.daybook.users;

import static dev.daybook.users.UserStatus.ACTIVE;
import static dev.daybook.users.UserStatus.DEACTIVATED;
import static dev.daybook.users.UserStatus.ERASED;

import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A user as the shop sees them now. {@code version} counts the events of their stream.
 *
 * @param email null once erased, as are all that tell who they are; the username is then a made-up one
 * @param deactivatedAt null unless the user is deactivated
 */
@Table("users")
public record UserView(
        @Id UUID id,
        long version,
        @PersonalData String username,
        @PersonalData @Nullable String email,
        @PersonalData @Nullable String fullName,
        @PersonalData @Nullable String bio,
        Role role,
        UserStatus status,
        @Nullable Instant lastLoginAt,
        @Nullable Instant deactivatedAt,
        Instant createdAt,
        Instant updatedAt) {

    static UserView registered(UserRegistered event, Instant at) {
        var blank =
                new UserView(event.user().value(), 0, "", null, null, null, event.role(), ACTIVE, null, null, at, at);
        return blank.withProfile(event.profile(), at);
    }

    /** No update of what others see of the user: when somebody logs in is nobody else's business. */
    UserView loggedIn(Instant at) {
        return with(role, status, at, deactivatedAt, updatedAt);
    }

    UserView withProfile(@Nullable Profile profile, Instant at) {
        if (profile == null) {
            return anonymous(role, status, lastLoginAt, deactivatedAt, at);
        }
        var fullName = profile.fullName();
        var bio = profile.bio();
        return new UserView(
                id,
                version + 1,
                profile.username().value(),
                profile.email().value(),
                fullName == null ? null : fullName.value(),
                bio == null ? null : bio.value(),
                role,
                status,
                lastLoginAt,
                deactivatedAt,
                createdAt,
                at);
    }

    UserView passwordChanged(Instant at) {
        return with(role, status, lastLoginAt, deactivatedAt, at);
    }

    UserView withRole(Role role, Instant at) {
        return with(role, status, lastLoginAt, deactivatedAt, at);
    }

    UserView deactivated(Instant at) {
        return with(role, DEACTIVATED, lastLoginAt, at, at);
    }

    UserView reactivated(Instant at) {
        return with(role, ACTIVE, lastLoginAt, null, at);
    }

    UserView erased(Instant at) {
        return anonymous(Role.CUSTOMER, ERASED, null, null, at);
    }

    public UserId userId() {
        return new UserId(id);
    }

    public boolean isActive() {
        return status == ACTIVE;
    }

    public boolean isErased() {
        return status == ERASED;
    }

    private UserView with(
            Role role,
            UserStatus status,
            @Nullable Instant lastLoginAt,
            @Nullable Instant deactivatedAt,
            Instant updatedAt) {
        return new UserView(
                id,
                version + 1,
                username,
                email,
                fullName,
                bio,
                role,
                status,
                lastLoginAt,
                deactivatedAt,
                createdAt,
                updatedAt);
    }

    private UserView anonymous(
            Role role, UserStatus status, @Nullable Instant lastLoginAt, @Nullable Instant deactivatedAt, Instant at) {
        return new UserView(
                id,
                version + 1,
                Username.ofErased(userId()),
                null,
                null,
                null,
                role,
                status,
                lastLoginAt,
                deactivatedAt,
                createdAt,
                at);
    }
}
