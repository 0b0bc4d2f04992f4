package dev.daybook.graphql;

import dev.daybook.users.Role;

/** The caller may not use a field. */
abstract sealed class NotAllowed extends RuntimeException {
    private NotAllowed(String message) {
        super(message, null, false, false);
    }

    static final class Unauthenticated extends NotAllowed {
        Unauthenticated() {
            super("Sign in first");
        }
    }

    static final class Forbidden extends NotAllowed {
        Forbidden(Role role) {
            super("This needs the role " + role);
        }
    }
}
