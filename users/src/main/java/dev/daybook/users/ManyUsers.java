package dev.daybook.users;

import java.time.Instant;
import java.util.List;

/** What can be asked of many users at once: of all, or of none. The answer to each is an {@link Affected}. */
public sealed interface ManyUsers {
    /** As many as one transaction takes; who is left can be asked for again. */
    int MAX = 1_000;

    /** Who it concerns, at most {@link #MAX}, those who have waited longest first. */
    Affected in(Users users);

    /** Deactivates the active users who have neither registered nor logged in since then, except for one. */
    record DeactivateInactive(Instant since, UserId except) implements ManyUsers {
        @Override
        public Affected in(Users users) {
            return Affected.of(users.findInactive(since, except.value(), MAX));
        }
    }

    /** Erases the users who were deactivated before then and still are. */
    record EraseDeactivated(Instant before) implements ManyUsers {
        @Override
        public Affected in(Users users) {
            return Affected.of(users.findDeactivated(before, MAX));
        }
    }

    /** Those whom a command changed, or would change. */
    record Affected(List<UserId> users) {
        public Affected {
            users = List.copyOf(users);
        }

        private static Affected of(List<UserView> rows) {
            return new Affected(rows.stream().map(UserView::userId).toList());
        }
    }
}
