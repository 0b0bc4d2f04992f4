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
    public static Supplier<UserId> of(@Nullable String named, String field, InputReader in, Caller viewer) {
        var caller = viewer.id().orElseThrow();
        if (named == null) {
            return () -> caller;
        }
        var user = in.readId(field, "User", named, UserId::new);
        if (!viewer.isStaff()
                && GlobalId.parse("User", named)
                        .map(UserId::new)
                        .filter(caller::equals)
                        .isEmpty()) {
            throw new NotAllowed.Forbidden(Role.STAFF);
        }
        return user;
    }
}
