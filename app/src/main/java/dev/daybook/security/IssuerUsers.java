package dev.daybook.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.database.SqlStates;
import dev.daybook.database.ViewMapping;
import dev.daybook.database.ViewMappings;
import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.Profile;
import dev.daybook.users.ReservedUsernames;
import dev.daybook.users.UserCommand.ChangeProfile;
import dev.daybook.users.UserCommand.FollowRole;
import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Username;
import dev.daybook.users.Users;
import dev.daybook.users.text.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Registers the users of the issuer when they are first seen, and lets profile, role and last log-in follow their tokens. A
 * node looks at a token once, and not at one that is older than what it has seen of the user.
 */
final class IssuerUsers {
    private static final Actor ISSUER = new Actor.System("issuer");
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN_LOG_INS = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(IssuerUsers.class);

    private final Users users;
    private final Commands commands;
    private final JdbcClient jdbc;
    private final ViewMapping<UserView> view;
    private final String byId;
    private final Cache<UserId, Seen> seen = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    IssuerUsers(Users users, Commands commands, JdbcClient jdbc, ViewMappings views) {
        this.users = users;
        this.commands = commands;
        this.jdbc = jdbc;
        this.view = views.of(UserView.class);
        this.byId = "select %s from users where id = ?".formatted(view.selectList());
    }

    Optional<UserView> find(UserId user) {
        return jdbc.sql(byId).param(user.value()).query(view).optional();
    }

    /** The user of these claims, active or not. */
    UserView admit(IssuerClaims claims) {
        var known = find(claims.user());
        if (known.isEmpty()) {
            return register(claims);
        }
        return known.get().isActive() && isNews(claims) ? follow(known.get(), claims) : known.get();
    }

    /** A request or node that registers the user at the same time is as good; a name may be taken meanwhile. */
    private UserView register(IssuerClaims claims) {
        for (int attempt = 1; ; attempt++) {
            try {
                var username = freeUsername(claims).orElseGet(claims::distinctUsername);
                var email = freeEmail(claims).orElseGet(claims::noEmail);
                var profile = new Profile(username, email, claims.fullName().orElse(null), null);
                commands.send(new RegisterUser(claims.user(), profile, claims.role(), null), ISSUER);
            } catch (RuntimeException e) {
                var registered = find(claims.user());
                if (registered.isPresent()) {
                    return registered.get();
                }
                if (attempt == ATTEMPTS || !SqlStates.isUniqueViolation(e)) {
                    log.warn("User {} of the issuer cannot be registered", claims.user(), e);
                    throw new CallerUnknown(e);
                }
                continue;
            }
            return find(claims.user()).orElseThrow();
        }
    }

    /** The latest tokens of a user, all of the same second. */
    private record Seen(Instant issuedAt, Set<Integer> tokens) {
        Seen(Instant issuedAt) {
            this(issuedAt, ConcurrentHashMap.newKeySet());
        }
    }

    private boolean isNews(IssuerClaims claims) {
        var issuedAt = claims.issuedAt();
        var latest = seen.asMap()
                .merge(
                        claims.user(),
                        new Seen(issuedAt),
                        (before, now) -> issuedAt.isAfter(before.issuedAt()) ? now : before);
        return issuedAt.equals(latest.issuedAt()) && latest.tokens().add(claims.hashOfToken());
    }

    /** The user after they have followed the claims. What cannot be followed is tried again with the next token. */
    private UserView follow(UserView user, IssuerClaims claims) {
        try {
            var otherRole = followRole(user, claims);
            var otherProfile = followProfile(user, claims);
            var laterLogIn = followLogIn(user, claims);
            if (!otherRole && !otherProfile && !laterLogIn) {
                return user;
            }
        } catch (RuntimeException e) {
            log.warn("User {} does not follow the issuer for now", user.id(), e);
        }
        return find(user.userId()).orElse(user);
    }

    private boolean followRole(UserView user, IssuerClaims claims) {
        var differs = user.role() != claims.role();
        if (differs) {
            commands.send(new FollowRole(user.userId(), claims.role()), ISSUER);
        }
        return differs;
    }

    private boolean followProfile(UserView user, IssuerClaims claims) {
        var username = claims.username()
                .filter(name -> !name.value().equals(user.username()))
                .map(_ -> freeUsername(claims).orElseGet(claims::distinctUsername))
                .filter(name -> !name.value().equals(user.username()));
        var email = claims.email()
                .filter(address -> !address.value().equals(user.email()))
                .map(_ -> freeEmail(claims).orElseGet(claims::noEmail))
                .filter(address -> !address.value().equals(user.email()));
        var fullName = claims.fullName().filter(name -> !name.value().equals(user.fullName()));
        if (username.isEmpty() && email.isEmpty() && fullName.isEmpty()) {
            return false;
        }
        commands.send(
                new ChangeProfile(
                        user.userId(),
                        username.<Change<Username>>map(Change::set).orElseGet(Change::keep),
                        email.<Change<Email>>map(Change::set).orElseGet(Change::keep),
                        fullName.<Change<@Nullable FullName>>map(Change::set).orElseGet(Change::keep),
                        Change.keep(),
                        null),
                ISSUER);
        return true;
    }

    /** Once a day, so that who comes daily is not taken for absent. */
    private boolean followLogIn(UserView user, IssuerClaims claims) {
        var last = user.lastLoginAt();
        var isLater = last == null || claims.issuedAt().isAfter(last.plus(BETWEEN_LOG_INS));
        if (isLater) {
            commands.send(new RecordLogIn(user.userId()), new Actor.User(user.userId()));
        }
        return isLater;
    }

    /** The username of the token, unless it is reserved or another user's. */
    private Optional<Username> freeUsername(IssuerClaims claims) {
        return claims.username()
                .filter(name -> !ReservedUsernames.include(name.value()))
                .filter(name -> isFree(users.findByUsername(name.value()), claims));
    }

    /** The address of the token, unless another user has it: an address never makes somebody the same user. */
    private Optional<Email> freeEmail(IssuerClaims claims) {
        return claims.email().filter(email -> isFree(users.findByEmail(email.value()), claims));
    }

    private static boolean isFree(Optional<UserView> owner, IssuerClaims claims) {
        return owner.map(UserView::userId).filter(claims.user()::equals).isPresent() || owner.isEmpty();
    }
}
