package dev.daybook.users;

import org.jspecify.annotations.Nullable;

/** What a user says of themselves. */
public record Profile(
        Username username,
        Email email,
        @Nullable FullName fullName,
        @Nullable Bio bio) {
    public Profile withUsername(Username username) {
        return new Profile(username, email, fullName, bio);
    }

    public Profile withEmail(Email email) {
        return new Profile(username, email, fullName, bio);
    }

    public Profile withFullName(@Nullable FullName fullName) {
        return new Profile(username, email, fullName, bio);
    }

    public Profile withBio(@Nullable Bio bio) {
        return new Profile(username, email, fullName, bio);
    }
}
