package dev.daybook.mail;

import dev.daybook.security.OpaqueTokens;
import dev.daybook.users.UserEvent.PasswordChanged;
import dev.daybook.users.UserEvent.UserDeactivated;
import dev.daybook.users.UserEvent.UserErased;
import dev.daybook.users.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stores what the tokens of mails are good for. A user has one for each {@link Purpose} at most, and all of them go when
 * one is used, when the password changes, and with the user.
 */
@Component
@WithMailServer
class MailTokens {
    private final JdbcClient jdbc;
    private final MailSettings settings;
    private final Clock clock;

    MailTokens(JdbcClient jdbc, MailSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A token that is good.
     *
     * @param request number of the event by which it was asked for, in the stream of the user
     */
    record OpenToken(UserId user, long request) {}

    /**
     * Makes a token, which takes the place of an older one. Empty when there is one of a later request, and when the user
     * may not act: their row is locked, so that a token of somebody who is deactivated or erased meanwhile goes with them.
     */
    Optional<String> issue(UserId user, Purpose purpose, long request) {
        var token = OpaqueTokens.random();
        var issued = jdbc.sql("""
                        insert into mail_tokens as t (user_id, purpose, hash, request, expires_at)
                        select id, :purpose, :hash, :request, :expiry from users
                        where id = :user and status = 'ACTIVE' for share
                        on conflict (user_id, purpose) do update
                        set hash = excluded.hash, request = excluded.request, expires_at = excluded.expires_at
                        where t.request <= excluded.request""")
                .param("user", user.value())
                .param("purpose", purpose.name())
                .param("hash", OpaqueTokens.hash(token))
                .param("request", request)
                .param("expiry", timestamp(clock.instant().plus(settings.tokenLifetime())))
                .update();
        return issued == 0 ? Optional.empty() : Optional.of(token);
    }

    /** @throws MailTokenRefused when the token is not good */
    OpenToken find(String token, Purpose purpose) {
        return jdbc.sql("select user_id, request from mail_tokens where hash = ? and purpose = ? and expires_at > ?")
                .params(OpaqueTokens.hash(token), purpose.name(), timestamp(clock.instant()))
                .query((row, _) -> new OpenToken(new UserId(row.getObject(1, UUID.class)), row.getLong(2)))
                .optional()
                .orElseThrow(MailTokenRefused::new);
    }

    /**
     * Uses the token up, within the transaction of what it is good for. Of several at once one succeeds: the others wait for
     * its end.
     *
     * @throws MailTokenRefused when the token is not good (any more)
     */
    void use(OpenToken token, String hash) {
        var used = jdbc.sql("delete from mail_tokens where hash = ? and user_id = ? and expires_at > ?")
                .params(hash, token.user().value(), timestamp(clock.instant()))
                .update();
        if (used == 0) {
            throw new MailTokenRefused();
        }
        forget(token.user());
    }

    @EventHandler
    void on(PasswordChanged event) {
        forget(event.user());
    }

    @EventHandler
    void on(UserDeactivated event) {
        forget(event.user());
    }

    @EventHandler
    void on(UserErased event) {
        forget(event.user());
    }

    private void forget(UserId user) {
        jdbc.sql("delete from mail_tokens where user_id = ?")
                .param(user.value())
                .update();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteExpired() {
        jdbc.sql("delete from mail_tokens where expires_at <= ?")
                .param(timestamp(clock.instant()))
                .update();
    }

    private static Object timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
