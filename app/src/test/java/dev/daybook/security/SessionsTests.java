package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.users.UserId;
import dev.daybook.users.Users;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The age of sessions and of their tokens. Time passes by dating back what is stored. */
@ShopTest
class SessionsTests {
    @Autowired
    Shop shop;

    @Autowired
    Sessions sessions;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    private UserId ada;

    @BeforeEach
    void ada_is_here() {
        var name = shop.unique("ada");
        shop.newCustomer(name);
        ada = users.findByUsername(name).orElseThrow().userId();
    }

    @Test
    void tokens_that_have_expired_are_forgotten_though_their_session_lives() {
        var first = sessions.open(ada);
        var second = refresh(first);
        var third = refresh(second);
        expire(first);
        sessions.deleteExpiredTokens();
        assertThat(tokensOf(first)).isEqualTo(2);
        assertThat(sessions.callerOf(first.id(), ada)).isPresent();
        assertThat(sessions.renew(third.refreshToken())).isPresent();
    }

    @Test
    void more_tokens_than_one_piece_are_forgotten_in_one_run() {
        var session = sessions.open(ada);
        jdbc.sql("""
                        insert into refresh_tokens (hash, session_id, expires_at, used_at)
                        select 'old ' || ? || n, ?, now() - interval '1 day', now() from generate_series(1, 2500) n""").params(session.id(), session.id()).update();
        sessions.deleteExpiredTokens();
        assertThat(tokensOf(session)).isEqualTo(1);
    }

    @Test
    void a_spent_token_that_comes_back_ends_every_session_as_long_as_it_would_have_been_good() {
        var stolen = sessions.open(ada);
        var next = refresh(stolen);
        sessions.deleteExpiredTokens();
        assertThat(sessions.renew(stolen.refreshToken())).isEmpty();
        assertThat(sessions.callerOf(next.id(), ada)).isEmpty();
    }

    @Test
    void a_spent_token_that_has_expired_ends_nothing_before_it_is_forgotten_and_after() {
        var stolen = sessions.open(ada);
        var next = refresh(stolen);
        expire(stolen);
        assertThat(sessions.renew(stolen.refreshToken())).isEmpty();
        sessions.deleteExpiredTokens();
        assertThat(sessions.renew(stolen.refreshToken())).isEmpty();
        assertThat(sessions.renew(next.refreshToken())).isPresent();
    }

    @Test
    void a_session_without_a_token_is_forgotten() {
        var session = sessions.open(ada);
        expire(session);
        sessions.deleteExpiredTokens();
        assertThat(jdbc.sql("select count(*) from sessions where id = ?")
                        .param(session.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_session_ends_ninety_days_after_its_log_in_however_often_it_was_refreshed() {
        var session = sessions.open(ada);
        assertThat(session.refreshTokenExpiresAt())
                .isCloseTo(Instant.now().plus(30, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
        dateBack(session.id(), 80);
        var old = refresh(session);
        assertThat(old.refreshTokenExpiresAt())
                .as("not beyond the end of the session")
                .isCloseTo(Instant.now().plus(10, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
        dateBack(session.id(), 91);
        assertThat(sessions.renew(old.refreshToken())).isEmpty();
        assertThat(sessions.callerOf(session.id(), ada)).isEmpty();
    }

    @Test
    void an_access_token_does_not_outlive_its_session() {
        var session = sessions.open(ada);
        var end = Instant.now().plus(1, ChronoUnit.MINUTES);
        open(session.id(), end.minus(90, ChronoUnit.DAYS));
        var last = refresh(session);
        assertThat(last.accessTokenExpiresAt()).isEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
        assertThat(last.refreshTokenExpiresAt()).isEqualTo(last.accessTokenExpiresAt());
    }

    private Session refresh(Session session) {
        return sessions.renew(session.refreshToken()).orElseThrow().session();
    }

    /** The oldest token of a session. */
    private void expire(Session session) {
        jdbc.sql("""
                        update refresh_tokens set expires_at = now() - interval '1 second' where hash = (
                        select hash from refresh_tokens where session_id = ? order by expires_at limit 1)""").param(session.id()).update();
    }

    private void dateBack(UUID session, int days) {
        open(session, Instant.now().minus(days, ChronoUnit.DAYS));
    }

    private void open(UUID session, Instant at) {
        jdbc.sql("update sessions set opened_at = ? where id = ?")
                .params(OffsetDateTime.ofInstant(at, ZoneOffset.UTC), session)
                .update();
    }

    private int tokensOf(Session session) {
        return jdbc.sql("select count(*) from refresh_tokens where session_id = ?")
                .param(session.id())
                .query(Integer.class)
                .single();
    }
}
