package dev.daybook.graphql.errors;

import dev.daybook.security.Caller;
import dev.daybook.users.Role;

/** The caller may not use a field. */
public abstract sealed class NotAllowed extends RuntimeException {
    private NotAllowed(String message) {
        super(message, null, false, false);
    }

    /** The exception for a caller without the role: an anonymous one may sign in as somebody who has it. */
    public static NotAllowed without(Role role, Caller caller) {
        return caller.isAnonymous() ? new Unauthenticated() : new Forbidden(role);
    }

    /** The exception for a caller who may not see the schema. */
    public static NotAllowed toIntrospect(Caller caller) {
        return caller.isAnonymous()
                ? new Unauthenticated("Introspection needs the role ADMIN. Sign in first")
                : new Forbidden("Introspection needs the role ADMIN");
    }

    public static final class Unauthenticated extends NotAllowed {
        public Unauthenticated() {
            this("Sign in first");
        }

        private Unauthenticated(String message) {
            super(message);
        }
    }

    public static final class Forbidden extends NotAllowed {
        public Forbidden(Role role) {
            this("This needs the role " + role);
        }

        private Forbidden(String message) {
            super(message);
        }
    }
}
