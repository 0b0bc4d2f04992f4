package dev.daybook.security;

import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
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

/** Knows callers as they are at this moment: who is gone, deactivated or logged out is nobody. */
@Component
public class CallerResolver {
    /** Whoever is told may take long to hear it, and timers serve all. */
    private static final Scheduler THREADS =
            Schedulers.fromExecutor(Thread.ofVirtual().name("expiry")::start);

    private final Users users;
    private final Sessions sessions;
    private final Clock clock;

    CallerResolver(Users users, Sessions sessions, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    Optional<Caller> find(UserId user, UUID session) {
        return users.findById(user.value())
                .filter(UserView::isActive)
                .filter(_ -> sessions.isOpen(session, user))
                .map(found -> new Caller(found, session));
    }

    /** The same caller, asked for once more. */
    public Caller reload(Caller caller) {
        var session = caller.session();
        return session == null
                ? caller
                : caller.id().flatMap(user -> find(user, session)).orElse(Caller.ANONYMOUS);
    }

    /** Who proved some time ago who they are, if the token that they showed is still good. */
    public Caller reload(@Nullable SecurityContext proof) {
        return signedIn(proof)
                .filter(shown -> shown.isGoodAt(clock.instant()))
                .map(shown -> reload(shown.getPrincipal()))
                .orElse(Caller.ANONYMOUS);
    }

    /** The same, for what goes on for longer than a request: who was somebody must still be. */
    public Caller stillThere(@Nullable SecurityContext proof) {
        var now = reload(proof);
        if (now.isAnonymous() && signedIn(proof).isPresent()) {
            throw new SessionOver();
        }
        return now;
    }

    /** Ends it with {@link SessionOver} at the very instant at which the token that was shown expires; never without one. */
    public <T> Flux<T> untilExpiry(Flux<T> events, @Nullable SecurityContext proof) {
        return signedIn(proof)
                .flatMap(shown -> Optional.ofNullable(shown.expiresAt()))
                .map(expiry -> events.takeUntilOther(at(expiry))
                        // An error of the other would not cancel the events.
                        .concatWith(Mono.defer(() -> left(expiry).isPositive() ? Mono.empty() : over())))
                .orElse(events);
    }

    private static <T> Mono<T> over() {
        return Mono.error(new SessionOver());
    }

    /** Looks at the clock once more when the time has passed: timers do not go by it. */
    private Mono<Void> at(Instant instant) {
        return Mono.defer(() -> {
            var left = left(instant);
            return left.isPositive() ? Mono.delay(left).publishOn(THREADS).then(at(instant)) : Mono.empty();
        });
    }

    private Duration left(Instant instant) {
        return Duration.between(clock.instant(), instant);
    }

    private static Optional<CallerAuthentication> signedIn(@Nullable SecurityContext proof) {
        return proof != null && proof.getAuthentication() instanceof CallerAuthentication shown
                ? Optional.of(shown)
                : Optional.empty();
    }
}
