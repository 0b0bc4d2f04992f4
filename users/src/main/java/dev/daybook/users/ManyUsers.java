package dev.daybook.users;

import java.time.Instant;
import java.util.List;

/**
 * What can be asked of many users at once. The answer to each is an {@link Affected}: who was changed by somebody else
 * while it was at work is passed by.
 */
public sealed interface ManyUsers {
    /** As many as one transaction takes; who is left can be asked for again. */
    int MAX = 1_000;

    /** Who it concerns, at most {@link #MAX}, those who have waited longest first. */
    List<UserView> in(Users users);

    /** Deactivates the active users who have neither registered nor logged in since then. Administrators stay. */
    record DeactivateInactive(Instant since) implements ManyUsers {
        @Override
        public List<UserView> in(Users users) {
            return users.findInactive(since, MAX);
        }
    }

    /** Erases the users who were deactivated before then and still are. */
    record EraseDeactivated(Instant before) implements ManyUsers {
        @Override
        public List<UserView> in(Users users) {
            return users.findDeactivated(before, MAX);
        }
    }

    /** Those whom a command changed, or would change. */
    record Affected(List<UserId> users) {
        public Affected {
            users = List.copyOf(users);
        }

        public static Affected of(List<UserView> rows) {
            return new Affected(rows.stream().map(UserView::userId).toList());
        }
    }
}
