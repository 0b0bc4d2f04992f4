package dev.daybook.security;

import dev.daybook.commands.Actor;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user who is calling, as of this request: a change of role or status counts from the next request on.
 *
 * @param user null for an anonymous caller
 * @param bearer the bearer of the caller's token, null for an anonymous caller
 * @param written position of the write-ahead log up to which the caller has written of late and has to see, 0 for none; null
 *     when it was not looked up with the caller
 */
public record Caller(
        @Nullable UserView user,
        @Nullable Bearer bearer,
        @Nullable Long written) {
    static final Caller ANONYMOUS = new Caller(null, null);

    public Caller(@Nullable UserView user, @Nullable Bearer bearer) {
        this(user, bearer, null);
    }

    public boolean isAnonymous() {
        return user == null;
    }

    public boolean has(Role role) {
        return user != null && user.role().includes(role);
    }

    /** The session that the caller's token belongs to, if it belongs to one. */
    public @Nullable UUID session() {
        return bearer == null ? null : bearer.session();
    }

    /** Whether the issuer of the token says that the caller has signed in since then. */
    public boolean hasSignedInSince(Instant time) {
        return bearer != null
                && bearer.signedInAt() != null
                && !bearer.signedInAt().isBefore(time);
    }

    /** The caller who has just opened a session. */
    public static Caller of(UserView user, Session session) {
        return new Caller(user, Bearer.of(user.userId(), session.id()));
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
