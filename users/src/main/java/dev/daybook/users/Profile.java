package dev.daybook.users;

import org.jspecify.annotations.Nullable;

/** The public description that users give of themselves. */
public record Profile(
        Username username,
        Email email,
        @Nullable FullName fullName,
        @Nullable Bio bio) {

    Profile withEmail(Email email) {
        return new Profile(username, email, fullName, bio);
    }

    /** Masked, as a log is not encrypted. */
    @Override
    public String toString() {
        return "********";
    }
}
