package dev.daybook.security;

import dev.daybook.users.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
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

    private final Sessions sessions;
    private final Clock clock;

    CallerResolver(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    Optional<Caller> find(UserId user, UUID session) {
        return sessions.userOf(session, user).map(found -> new Caller(found, session));
    }

    /** The current state of the caller. */
    public Caller reload(Caller caller) {
        var session = caller.session();
        return session == null
                ? caller
                : caller.id().flatMap(user -> find(user, session)).orElse(Caller.ANONYMOUS);
    }

    /** The current state of the caller who was authenticated earlier, or anonymous when the access token has expired. */
    public Caller reload(@Nullable SecurityContext context) {
        return authentication(context)
                .filter(authenticated -> authenticated.isValidAt(clock.instant()))
                .map(authenticated -> reload(authenticated.getPrincipal()))
                .orElse(Caller.ANONYMOUS);
    }

    /** The same, but throws {@link SessionOver} when the caller was signed in and no longer is; for what outlives a request. */
    public Caller reloadOrThrow(@Nullable SecurityContext context) {
        var now = reload(context);
        if (now.isAnonymous() && authentication(context).isPresent()) {
            throw new SessionOver();
        }
        return now;
    }

    /**
     * Ends the events with {@link SessionOver} at the instant at which the access token expires; without a token they
     * do not end.
     */
    public <T> Flux<T> untilExpiry(Flux<T> events, @Nullable SecurityContext context) {
        return authentication(context)
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

    private static Optional<CallerAuthentication> authentication(@Nullable SecurityContext context) {
        return context != null && context.getAuthentication() instanceof CallerAuthentication authenticated
                ? Optional.of(authenticated)
                : Optional.empty();
    }
}
