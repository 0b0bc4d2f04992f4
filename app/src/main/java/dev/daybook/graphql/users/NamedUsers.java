package dev.daybook.graphql.users;

import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the user that a mutation names and checks that the caller may change them. Customers change themselves, staff
 * also users without a higher role than their own.
 */
@Component
class NamedUsers {
    private final Users users;

    NamedUsers(Users users) {
        this.users = users;
    }

    /**
     * @param id as typed into {@code input.userId}; the caller without one
     * @throws NotAllowed when the caller must not change them
     */
    UserView changeable(@Nullable String id, Caller caller) {
        var self = caller.id().orElseThrow();
        var named =
                id == null ? self : GlobalId.parse("User", id).map(UserId::new).orElse(null);
        if (!caller.isStaff() && !self.equals(named)) {
            throw new NotAllowed.Forbidden(Role.STAFF);
        }
        var user = named == null ? null : users.findById(named.value()).orElse(null);
        if (user == null) {
            throw new Refused(Code.NOT_FOUND, "There is no such user", "input", "userId");
        }
        if (!caller.has(user.role())) {
            throw new NotAllowed.Forbidden(user.role());
        }
        return user;
    }

    /** The same for any user but the caller: one who locked themselves out could not let themselves in again. */
    UserView changeableOther(@Nullable String id, Caller caller) {
        var user = changeable(id, caller);
        if (caller.is(user.userId())) {
            throw new Refused(Code.IN_USE, "Nobody can deactivate themselves", "input", "userId");
        }
        return user;
    }
}
