package dev.daybook.users;

import dev.daybook.users.UserCommand.RegisterUser;
import java.util.List;

/**
 * Registers many users in one transaction, and answers with {@link Registrations}.
 *
 * @param users in this order; the first with a username or an address gets it
 * @param allOrNothing refuses all when one name is taken, rather than leaving out the users who have one
 */
public record RegisterUsers(List<RegisterUser> users, boolean allOrNothing) {
    public RegisterUsers {
        users = List.copyOf(users);
    }

    /** Results, in the order of the users. */
    public record Registrations(List<Registration> rows) {
        public Registrations {
            rows = List.copyOf(rows);
        }
    }

    /** Result for one user: registered unless the username or the e-mail address is taken. */
    public record Registration(UserId user, boolean usernameTaken, boolean emailTaken) {
        public boolean isFree() {
            return !usernameTaken && !emailTaken;
        }
    }
}
