package dev.daybook.graphql.users;

import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.users.Bio;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.Password;
import dev.daybook.users.Profile;
import dev.daybook.users.ReservedUsernames;
import dev.daybook.users.Username;
import dev.daybook.users.text.InvalidValue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

record RegisterUserInput(
        String username,
        String email,
        String password,
        @Nullable String fullName,
        @Nullable String bio) {
    /** Valid registration whose password is not hashed yet. */
    record Registrant(Profile profile, Password password) {}

    /** Refuses a username that the shop reserves, as if it were taken. */
    static void refuseReserved(String username, InputReader in) {
        if (isReserved(username)) {
            in.refuse(Code.TAKEN, "This username is kept for the shop", "username");
        }
    }

    private static boolean isReserved(String typed) {
        try {
            return ReservedUsernames.include(Username.typed(typed).value());
        } catch (InvalidValue _) {
            return false;
        }
    }

    Supplier<Registrant> read(InputReader in) {
        var readUsername = in.read("username", username, Username::typed);
        refuseReserved(username, in);
        var readEmail = in.read("email", email, Email::typed);
        var readPassword = in.read("password", password, Password::new);
        var readFullName = in.readOptional("fullName", fullName, FullName::typed);
        var readBio = in.readOptional("bio", bio, Bio::typed);
        return () -> new Registrant(
                new Profile(readUsername.get(), readEmail.get(), readFullName.get(), readBio.get()),
                readPassword.get());
    }
}
