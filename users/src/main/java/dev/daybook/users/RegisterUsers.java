package dev.daybook.users;

import dev.daybook.users.UserCommand.RegisterUser;
import java.util.List;

/**
 * Registers many users in one transaction, and answers with {@link Registrations}.
 *
 * @param users in this order; the first who asks for a username or an address gets it
 * @param allOrNothing refuses all when one is taken, rather than leaving out who cannot be registered
 */
public record RegisterUsers(List<RegisterUser> users, boolean allOrNothing) {
    public RegisterUsers {
        users = List.copyOf(users);
    }

    /** What came of each, in their order. */
    public record Registrations(List<Registration> rows) {
        public Registrations {
            rows = List.copyOf(rows);
        }
    }

    /** Registered, unless another has the username or the e-mail address. */
    public record Registration(UserId user, boolean usernameTaken, boolean emailTaken) {
        public boolean isFree() {
            return !usernameTaken && !emailTaken;
        }
    }
}
