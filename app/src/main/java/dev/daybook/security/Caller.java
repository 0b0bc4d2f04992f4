package dev.daybook.security;

import dev.daybook.commands.Actor;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user who is calling, as of this request: a change of role or status counts from the next request on.
 *
 * @param user null for an anonymous caller
 * @param session the session that the caller's token belongs to, null for an anonymous caller
 * @param written position of the write-ahead log up to which the caller has written of late and has to see, 0 for none; null
 *     when it was not looked up with the caller
 */
public record Caller(
        @Nullable UserView user,
        @Nullable UUID session,
        @Nullable Long written) {
    static final Caller ANONYMOUS = new Caller(null, null);

    public Caller(@Nullable UserView user, @Nullable UUID session) {
        this(user, session, null);
    }

    public boolean isAnonymous() {
        return user == null;
    }

    public boolean has(Role role) {
        return user != null && user.role().includes(role);
    }

    public boolean isStaff() {
        return has(Role.STAFF);
    }

    public boolean isOwnerOrStaff(UserId owner) {
        return isStaff() || is(owner);
    }

    public boolean is(UserId user) {
        return id().filter(user::equals).isPresent();
    }

    public Optional<UserId> id() {
        return Optional.ofNullable(user).map(UserView::userId);
    }

    public Actor actor() {
        return id().<Actor>map(Actor.User::new).orElseGet(Actor.Anonymous::new);
    }
}
