package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.users.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

class AccessTokensTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant EXPIRY = NOON.plusSeconds(900);

    private final UserId ada = UserId.random();
    private final UUID session = UUID.randomUUID();
    private final String token = at(NOON).issue(ada, session, NOON, EXPIRY);

    @Test
    void a_token_names_the_user_and_the_session() {
        var read = at(NOON).decoder().decode(token);
        assertThat(AccessTokens.user(read)).isEqualTo(ada);
        assertThat(AccessTokens.session(read)).isEqualTo(session);
    }

    @Test
    void a_token_is_good_until_the_instant_of_its_expiry_and_at_that_instant_no_more() {
        assertThat(at(EXPIRY.minusNanos(1)).decoder().decode(token).getExpiresAt())
                .isEqualTo(EXPIRY);
        assertThatExceptionOfType(BadJwtException.class)
                .isThrownBy(() -> at(EXPIRY).decoder().decode(token));
        assertThat(AccessTokens.isValidAt(EXPIRY, EXPIRY.minusNanos(1))).isTrue();
        assertThat(AccessTokens.isValidAt(EXPIRY, EXPIRY)).isFalse();
    }

    @Test
    void a_node_whose_clock_is_a_little_behind_takes_the_token_of_another() {
        assertThat(at(NOON.minusSeconds(5)).decoder().decode(token).getIssuedAt())
                .isEqualTo(NOON);
        assertThatExceptionOfType(BadJwtException.class)
                .isThrownBy(() -> at(NOON.minusSeconds(61)).decoder().decode(token));
    }

    private static AccessTokens at(Instant now) {
        return new AccessTokens(
                new SecuritySettings(
                        "a-secret-of-the-tests-and-of-nobody-else",
                        Duration.ofMinutes(15),
                        Duration.ofDays(30),
                        Duration.ofDays(90)),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
