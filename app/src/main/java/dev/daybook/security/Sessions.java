package dev.daybook.security;

import dev.daybook.database.ViewMapping;
import dev.daybook.database.ViewMappings;
import dev.daybook.users.UserEvent.UserDeactivated;
import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, renews and ends sessions. Refresh tokens rotate: each works once and is replaced by another; if a used one
 * comes back, it was copied, and every session of the user ends. Only hashes of refresh tokens are stored.
 */
@Component
public class Sessions {
    private static final int DELETE_BATCH_SIZE = 1_000;

    private final JdbcClient jdbc;
    private final AccessTokens accessTokens;
    private final SecuritySettings settings;
    private final Clock clock;
    private final ViewMapping<UserView> users;
    private final String callerOfSession;
    private final Counter opened;
    private final Counter renewed;
    private final Counter ended;
    private final Counter copied;

    Sessions(
            JdbcClient jdbc,
            AccessTokens accessTokens,
            SecuritySettings settings,
            Clock clock,
            ViewMappings views,
            ObjectProvider<LastWrites> lastWrites,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.accessTokens = accessTokens;
        this.settings = settings;
        this.clock = clock;
        this.users = views.of(UserView.class);
        var written = lastWrites.stream()
                .map(writes -> writes.positionOf("session.user_id"))
                .findFirst()
                .orElse("0::bigint");
        this.callerOfSession = """
                select %s, %s as written from sessions session join users on users.id = session.user_id
                where session.id = ? and session.user_id = ? and session.ended_at is null and session.opened_at > ?
                  and users.status = 'ACTIVE'""".formatted(users.selectList(), written);
        this.opened = counter("opened", meters);
        this.renewed = counter("renewed", meters);
        this.ended = counter("ended", meters);
        this.copied = counter("copied", meters);
    }

    private static Counter counter(String change, MeterRegistry meters) {
        return Counter.builder("daybook.sessions")
                .description(
                        "Sessions that were opened, renewed or ended, and refresh tokens that came back a second time")
                .tag("change", change)
                .register(meters);
    }

    /** A renewed session and its user. */
    public record Renewed(UserId user, Session session) {}

    @Transactional
    public Session open(UserId user) {
        var session = UUID.randomUUID();
        var now = clock.instant();
        jdbc.sql("insert into sessions (id, user_id, opened_at) values (?, ?, ?)")
                .params(session, user.value(), timestamp(now))
                .update();
        opened.increment();
        return issue(user, session, now, now);
    }

    /**
     * Renews the session of a refresh token. Empty for a token that is unknown, used, expired, or of a session that has
     * ended. A used token is stored until its expiry, to detect a copy.
     */
    @Transactional
    public Optional<Renewed> renew(String refreshToken) {
        record Found(UUID session, UserId user, Instant openedAt, boolean used, boolean valid) {}
        var now = clock.instant();
        var found = jdbc.sql("""
                        select s.id, s.user_id, s.opened_at, t.used_at is not null as used,
                               s.ended_at is null and t.expires_at > ? as valid
                        from refresh_tokens t join sessions s on s.id = t.session_id
                        where t.hash = ? for update of s, t""")
                .params(timestamp(now), OpaqueTokens.hash(refreshToken))
                .query((row, _) -> new Found(
                        row.getObject("id", UUID.class),
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("used"),
                        row.getBoolean("valid")))
                .optional();
        if (found.isEmpty()
                || !found.get().valid()
                || !now.isBefore(endOfSession(found.get().openedAt()))) {
            return Optional.empty();
        }
        if (found.get().used()) {
            copied.increment();
            end(found.get().user(), null);
            return Optional.empty();
        }
        jdbc.sql("update refresh_tokens set used_at = ? where hash = ?")
                .params(timestamp(now), OpaqueTokens.hash(refreshToken))
                .update();
        renewed.increment();
        var user = found.get().user();
        return Optional.of(
                new Renewed(user, issue(user, found.get().session(), found.get().openedAt(), now)));
    }

    /**
     * Ends the session of this refresh token if it is the user's, or all sessions of the user without one. Returns
     * their number.
     */
    @Transactional
    public int end(UserId user, @Nullable String refreshToken) {
        var now = timestamp(clock.instant());
        var sessions = refreshToken == null
                ? jdbc.sql("update sessions set ended_at = ? where user_id = ? and ended_at is null")
                        .params(now, user.value())
                        .update()
                : jdbc.sql("""
                                update sessions set ended_at = ? where user_id = ? and ended_at is null
                                and id = (select session_id from refresh_tokens where hash = ?)""")
                        .params(now, user.value(), OpaqueTokens.hash(refreshToken))
                        .update();
        ended.increment(sessions);
        return sessions;
    }

    /** Ends all sessions of the user but one. */
    void endOthers(UserId user, UUID session) {
        ended.increment(jdbc.sql("update sessions set ended_at = ? where user_id = ? and id <> ? and ended_at is null")
                .params(timestamp(clock.instant()), user.value(), session)
                .update());
    }

    /** Ends the sessions in the same transaction, so that a reactivation does not bring them back. */
    @EventHandler
    void on(UserDeactivated event) {
        end(event.user(), null);
    }

    /** The active user of a session that is open. */
    Optional<Caller> callerOf(UUID session, UserId user) {
        return jdbc.sql(callerOfSession)
                .params(session, user.value(), timestamp(clock.instant().minus(settings.sessionLifetime())))
                .query((row, number) ->
                        new Caller(users.mapRow(row, number), Bearer.of(user, session), row.getLong("written")))
                .optional();
    }

    /**
     * Deletes expired tokens and their sessions, in batches, so that no transaction takes long: a session that is
     * refreshed all the time leaves some 100 tokens a day.
     */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteExpiredTokens() {
        int deleted;
        do {
            deleted = jdbc.sql("""
                            delete from refresh_tokens where hash in (
                            select hash from refresh_tokens where expires_at <= ? limit ? for update skip locked)""")
                    .params(timestamp(clock.instant()), DELETE_BATCH_SIZE)
                    .update();
        } while (deleted == DELETE_BATCH_SIZE);
        do {
            deleted = jdbc.sql("""
                            delete from sessions where id in (
                            select id from sessions s
                            where not exists (select 1 from refresh_tokens t where t.session_id = s.id)
                            limit ? for update skip locked)""").param(DELETE_BATCH_SIZE).update();
        } while (deleted == DELETE_BATCH_SIZE);
    }

    /** Issues both tokens, neither of which outlives the session. */
    private Session issue(UserId user, UUID session, Instant openedAt, Instant now) {
        var end = endOfSession(openedAt);
        var refreshToken = OpaqueTokens.random();
        var refreshExpiry = earlier(now.plus(settings.refreshTokenLifetime()), end);
        jdbc.sql("insert into refresh_tokens (hash, session_id, expires_at) values (?, ?, ?)")
                .params(OpaqueTokens.hash(refreshToken), session, timestamp(refreshExpiry))
                .update();
        var accessExpiry = earlier(now.plus(settings.accessTokenLifetime()).truncatedTo(ChronoUnit.SECONDS), end);
        return new Session(
                session,
                accessTokens.issue(user, session, now, accessExpiry),
                accessExpiry,
                refreshToken,
                refreshExpiry);
    }

    /** The end of a session, in whole seconds as in an access token. */
    private Instant endOfSession(Instant openedAt) {
        return openedAt.plus(settings.sessionLifetime()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Object timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
