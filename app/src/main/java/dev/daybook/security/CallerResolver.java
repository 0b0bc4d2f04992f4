package dev.daybook.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Resolves callers to their current state: one who is erased, deactivated or logged out becomes anonymous. */
@Component
public class CallerResolver {
    /** Threads for the ends of subscriptions, which may take long and must not block the shared timer. */
    private static final Scheduler THREADS =
            Schedulers.fromExecutor(Thread.ofVirtual().name("expiry")::start);

    private static final int REMEMBERED = 1_000;

    private final TokenSource tokens;
    private final Clock clock;
    /** Staff by what their tokens say, as they were when they were looked up last. */
    private final Cache<Bearer, Caller> staff = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    CallerResolver(TokenSource tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    private Optional<Caller> find(Bearer bearer) {
        return remembered(bearer, tokens.find(bearer));
    }

    private Optional<Caller> remembered(Bearer bearer, Optional<Caller> caller) {
        if (caller.filter(Caller::isStaff).isPresent()) {
            staff.put(bearer, caller.get());
        } else {
            staff.invalidate(bearer);
        }
        return caller;
    }

    CallerAuthentication authenticate(Jwt token) {
        var bearer = tokens.bearerOf(token);
        try {
            return remembered(bearer, tokens.admit(token))
                    .map(caller -> CallerAuthentication.of(token, bearer, caller))
                    .orElseThrow(() -> new InvalidBearerTokenException("The session has ended"));
        } catch (DataAccessException | CallerUnknown e) {
            return CallerAuthentication.unknown(token, bearer, e);
        }
    }

    /**
     * The caller who was authenticated earlier, as this node has seen them last if the database cannot be asked: for
     * telling staff that it is away, and for nothing else.
     *
     * @throws CallerUnknown when the node has not seen them, or not as staff
     */
    public Caller lastKnown(@Nullable SecurityContext context) {
        var shown = CallerAuthentication.in(context).orElseThrow();
        var remembered = staff.getIfPresent(shown.bearer());
        return remembered != null && shown.isValidAt(clock.instant()) ? remembered : shown.caller();
    }

    /** The current state of the caller. */
    public Caller reload(Caller caller) {
        var bearer = caller.bearer();
        return bearer == null ? caller : find(bearer).orElse(Caller.ANONYMOUS);
    }

    /**
     * The current state of the caller who was authenticated earlier, or anonymous when the access token has expired.
     *
     * @throws CallerUnknown when the database cannot be asked
     */
    public Caller reload(@Nullable SecurityContext context) {
        return CallerAuthentication.in(context)
                .filter(authenticated -> authenticated.isValidAt(clock.instant()))
                .map(this::reload)
                .orElse(Caller.ANONYMOUS);
    }

    private Caller reload(CallerAuthentication authenticated) {
        try {
            return find(authenticated.bearer()).orElse(Caller.ANONYMOUS);
        } catch (DataAccessException e) {
            throw new CallerUnknown(e);
        }
    }

    /** The same, but throws {@link SessionOver} when the caller was signed in and no longer is; for what outlives a request. */
    public Caller reloadOrThrow(@Nullable SecurityContext context) {
        var now = reload(context);
        if (now.isAnonymous() && CallerAuthentication.in(context).isPresent()) {
            throw new SessionOver();
        }
        return now;
    }

    /**
     * Ends the events with {@link SessionOver} at the instant at which the access token expires; without a token they
     * do not end.
     */
    public <T> Flux<T> untilExpiry(Flux<T> events, @Nullable SecurityContext context) {
        return CallerAuthentication.in(context)
                .flatMap(authenticated -> Optional.ofNullable(authenticated.expiresAt()))
                .map(expiry -> events.takeUntilOther(at(expiry))
                        // An error of the other publisher would not cancel the events.
                        .concatWith(Mono.defer(() -> left(expiry).isPositive() ? Mono.empty() : over())))
                .orElse(events);
    }

    private static <T> Mono<T> over() {
        return Mono.error(new SessionOver());
    }

    /** Completes at the instant by the clock, which a timer may run ahead of. */
    private Mono<Void> at(Instant instant) {
        return Mono.defer(() -> {
            var left = left(instant);
            return left.isPositive() ? Mono.delay(left).publishOn(THREADS).then(at(instant)) : Mono.empty();
        });
    }

    private Duration left(Instant instant) {
        return Duration.between(clock.instant(), instant);
    }
}
