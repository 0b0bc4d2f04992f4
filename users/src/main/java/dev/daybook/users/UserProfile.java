package dev.daybook.users;

import org.jspecify.annotations.Nullable;

/**
 * Columns of a user that tell who they are.
 *
 * @param email null once the user is erased
 */
record UserProfile(
        String username,
        @Nullable String email,
        @Nullable String fullName,
        @Nullable String bio) {

    /** A profile that can no longer be read is that of an erased user. */
    static UserProfile of(UserId user, @Nullable Profile profile) {
        if (profile == null) {
            return erased(user);
        }
        var fullName = profile.fullName();
        var bio = profile.bio();
        return new UserProfile(
                profile.username().value(),
                profile.email().value(),
                fullName == null ? null : fullName.value(),
                bio == null ? null : bio.value());
    }

    static UserProfile erased(UserId user) {
        return new UserProfile(Username.ofErased(user), null, null, null);
    }
}
