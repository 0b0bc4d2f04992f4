package dev.daybook.security;

import dev.daybook.commands.Actor;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The user who is calling, as of this request: a change of role or status counts from the next request on.
 *
 * @param user null for an anonymous caller
 * @param session the session that the caller's token belongs to, null for an anonymous caller
 */
public record Caller(@Nullable UserView user, @Nullable UUID session) {
    static final Caller ANONYMOUS = new Caller(null, null);

    /**
     * The caller on this thread.
     *
     * @throws CallerUnknown when the database could not be asked
     */
    public static Caller current() {
        return authentication().map(CallerAuthentication::caller).orElse(ANONYMOUS);
    }

    /** Whether the caller on this thread has shown a valid access token, be they known or not. */
    public static boolean isCurrentSignedIn() {
        return authentication().isPresent();
    }

    private static Optional<CallerAuthentication> authentication() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication shown
                ? Optional.of(shown)
                : Optional.empty();
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
