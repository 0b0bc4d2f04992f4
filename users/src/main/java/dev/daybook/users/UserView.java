package dev.daybook.users;

import dev.daybook.users.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A user as the shop sees them now. {@code version} counts the events of their stream. */
@Table("users")
public record UserView(
        @Id UUID id,
        long version,
        String username,
        @Nullable String email,
        @Nullable String fullName,
        @Nullable String bio,
        Role role,
        UserStatus status,
        @Nullable Instant lastLoginAt,
        Instant createdAt,
        Instant updatedAt) {

    static UserView registered(UserRegistered event, Instant at) {
        var fullName = event.fullName();
        var bio = event.bio();
        return new UserView(
                event.user().value(),
                1,
                event.username().value(),
                event.email().value(),
                fullName == null ? null : fullName.value(),
                bio == null ? null : bio.value(),
                event.role(),
                UserStatus.ACTIVE,
                null,
                at,
                at);
    }

    UserView loggedIn(Instant at) {
        return new UserView(id, version + 1, username, email, fullName, bio, role, status, at, createdAt, at);
    }

    public UserId userId() {
        return new UserId(id);
    }

    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }
}
