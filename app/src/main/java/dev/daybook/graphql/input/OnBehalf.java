package dev.daybook.graphql.input;

import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The user for whom a mutation is done: the caller, or the user that staff name in the input. */
public final class OnBehalf {
    private OnBehalf() {}

    /** @throws NotAllowed when a caller who is not staff names another user */
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
