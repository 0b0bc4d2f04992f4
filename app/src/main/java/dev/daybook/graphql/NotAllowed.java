package dev.daybook.graphql;

import dev.daybook.security.Viewer;
import dev.daybook.users.Role;

/** The caller may not use a field. */
abstract sealed class NotAllowed extends RuntimeException {
    private NotAllowed(String message) {
        super(message, null, false, false);
    }

    /** For a viewer who has not got the role: whoever is not signed in could still be somebody who has. */
    static NotAllowed without(Role role, Viewer viewer) {
        return viewer.isAnonymous() ? new Unauthenticated() : new Forbidden(role);
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
