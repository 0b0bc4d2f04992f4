package dev.daybook.users;

import java.time.Instant;
import java.util.List;

/**
 * Commands to many users at once, answered with {@link AffectedUsers}: a user whom somebody else changes meanwhile is
 * left out.
 */
public sealed interface BulkUserCommand {
    /** Maximum number of users changed by one transaction; the rest are left to the next command. */
    int MAX = 1_000;

    /** Users that the command is about, at most {@link #MAX}, those who have waited longest first. */
    List<UserView> matching(Users users);

    /** Deactivates the active users who have neither registered nor logged in since then. Administrators stay. */
    record DeactivateInactive(Instant since) implements BulkUserCommand {
        @Override
        public List<UserView> matching(Users users) {
            return users.findInactive(since, MAX);
        }
    }

    /** Erases the users who were deactivated before then and still are. */
    record EraseDeactivated(Instant before) implements BulkUserCommand {
        @Override
        public List<UserView> matching(Users users) {
            return users.findDeactivated(before, MAX);
        }
    }

    /** Users whom a command changed, or would change. */
    record AffectedUsers(List<UserId> users) {
        public AffectedUsers {
            users = List.copyOf(users);
        }

        public static AffectedUsers of(List<UserView> rows) {
            return new AffectedUsers(rows.stream().map(UserView::userId).toList());
        }
    }
}
