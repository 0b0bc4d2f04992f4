package dev.daybook.security;

import dev.daybook.commands.Actor;
import dev.daybook.users.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Authentication of a caller by an access token. The caller may be unknown, when the database could not be asked: what
 * needs no caller is answered all the same.
 */
public final class CallerAuthentication extends AbstractAuthenticationToken {
    private final transient Bearer bearer;
    private final @Nullable Instant expiresAt;
    private final transient @Nullable Caller caller;
    private final @Nullable RuntimeException failure;

    private CallerAuthentication(
            Bearer bearer, @Nullable Instant expiresAt, @Nullable Caller caller, @Nullable RuntimeException failure) {
        super(List.of());
        this.bearer = bearer;
        this.expiresAt = expiresAt;
        this.caller = caller;
        this.failure = failure;
        setAuthenticated(true);
    }

    /**
     * The caller on this thread.
     *
     * @throws CallerUnknown when the database could not be asked
     */
    public static Caller current() {
        return shown().map(CallerAuthentication::caller).orElse(Caller.ANONYMOUS);
    }

    /** Whether the caller on this thread has shown a valid access token, be they known or not. */
    public static boolean isCurrent() {
        return shown().isPresent();
    }

    /** The actor who has shown this authentication, be the caller known or not. */
    public static Actor actorOf(@Nullable SecurityContext context) {
        return in(context)
                .<Actor>map(shown -> new Actor.User(shown.bearer().user()))
                .orElseGet(Actor.Anonymous::new);
    }

    private static Optional<CallerAuthentication> shown() {
        return in(SecurityContextHolder.getContext());
    }

    static Optional<CallerAuthentication> in(@Nullable SecurityContext context) {
        return context != null && context.getAuthentication() instanceof CallerAuthentication shown
                ? Optional.of(shown)
                : Optional.empty();
    }

    static CallerAuthentication of(Jwt token, Bearer bearer, Caller caller) {
        return new CallerAuthentication(bearer, token.getExpiresAt(), caller, null);
    }

    /** Of a caller who could not be looked up. */
    static CallerAuthentication unknown(Jwt token, Bearer bearer, RuntimeException failure) {
        return new CallerAuthentication(bearer, token.getExpiresAt(), null, failure);
    }

    Bearer bearer() {
        return bearer;
    }

    /** @throws CallerUnknown when the database could not be asked */
    Caller caller() {
        if (caller == null) {
            throw new CallerUnknown(Objects.requireNonNull(failure));
        }
        return caller;
    }

    /** Whether the caller has the role; not while the database cannot be asked. */
    boolean isKnownAs(Role role) {
        return caller != null && caller.has(role);
    }

    @Nullable Instant expiresAt() {
        return expiresAt;
    }

    boolean isValidAt(Instant now) {
        return AccessTokens.isValidAt(expiresAt, now);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return bearer.user();
    }
}
