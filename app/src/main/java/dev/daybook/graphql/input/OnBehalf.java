package dev.daybook.graphql.input;

import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom something is done for: the caller, or, when it is the staff that calls, whoever the input names. */
public final class OnBehalf {
    private OnBehalf() {}

    /** @throws NotAllowed when somebody who is not of the staff names another */
    public static Supplier<UserId> of(@Nullable String named, String field, InputReader in, Caller caller) {
        var self = caller.id().orElseThrow();
        if (named == null) {
            return () -> self;
        }
        var user = in.readId(field, "User", named, UserId::new);
        if (!caller.isStaff()
                && GlobalId.parse("User", named)
                        .map(UserId::new)
                        .filter(self::equals)
                        .isEmpty()) {
            throw new NotAllowed.Forbidden(Role.STAFF);
        }
        return user;
    }
}
