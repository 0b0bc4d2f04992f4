package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Issuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** Which tokens of a real issuer the shop accepts, and what happens while the issuer is away. */
@FourthLane
@TestInstance(Lifecycle.PER_CLASS)
class IssuerDecoderTest {
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Issuer issuer;
    private IssuerDecoder decoder;

    @BeforeAll
    void open() {
        issuer = Issuer.open();
        issuer.know("ada", Map.of());
    }

    @AfterAll
    void close() {
        issuer.close();
    }

    @BeforeEach
    void forgetKeys() {
        decoder = decoder(Duration.ofMinutes(1));
    }

    private IssuerDecoder decoder(Duration keyInterval) {
        return new IssuerDecoder(settings(issuer.uri(), keyInterval), Clock.systemUTC(), meters);
    }

    private static IssuerSettings settings(String uri, Duration keyInterval) {
        return new IssuerSettings(
                uri,
                Issuer.AUDIENCE,
                null,
                "roles",
                "staff",
                "admin",
                "username",
                "email",
                "name",
                TIMEOUT,
                keyInterval);
    }

    @Test
    void a_token_of_the_issuer_for_the_shop_is_accepted() throws Exception {
        assertThat(decoder.decode(issuer.tokenOf("ada")).getSubject()).isEqualTo("ada");
        assertThat(decoder.decode(issuer.tokenOfWorker()).getSubject()).isEqualTo("worker");
        assertThat(decoder.decode(typed("at+jwt")).getSubject()).isEqualTo("ada");
    }

    @Test
    void a_token_for_another_application_is_refused() throws Exception {
        refuses(issuer.tokenForAnotherApplication("ada"));
        refuses(claiming(claims -> claims.audience((String) null)));
    }

    @Test
    void a_token_that_names_another_issuer_is_refused() throws Exception {
        refuses(claiming(claims -> claims.issuer("https://login.example.com")));
        refuses(claiming(claims -> claims.issuer(issuer.uri() + "/")));
        refuses(claiming(claims -> claims.issuer(null)));
    }

    @Test
    void a_token_is_good_from_its_beginning_to_its_expiry() throws Exception {
        refuses(claiming(claims -> claims.expirationTime(at(-1))));
        refuses(claiming(claims -> claims.expirationTime(null)));
        refuses(claiming(claims -> claims.notBeforeTime(at(90))));
        refuses(claiming(claims -> claims.issueTime(at(90))));
        assertThat(decoder.decode(
                        claiming(claims -> claims.notBeforeTime(at(30)).issueTime(at(30)))))
                .isNotNull();
    }

    @Test
    void a_token_of_nobody_is_refused() throws Exception {
        refuses(claiming(claims -> claims.subject(null)));
        refuses(claiming(claims -> claims.subject(" ")));
    }

    @Test
    void a_token_of_another_kind_is_refused() throws Exception {
        refuses(typed("logout+jwt"));
    }

    @Test
    void an_unsigned_token_is_refused() {
        refuses(new PlainJWT(usual()).serialize());
    }

    @Test
    void the_public_key_is_no_shared_secret() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(issuer.key().getKeyID())
                .build();
        var token = new SignedJWT(header, usual());
        token.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
        refuses(token.serialize());
    }

    @Test
    void a_changed_token_and_none_at_all_are_refused() throws Exception {
        var parts = issuer.tokenOf("ada").split("\\.");
        refuses(parts[0] + "." + parts[1] + "." + issuer.tokenOfWorker().split("\\.")[2]);
        refuses("rubbish");
    }

    @Test
    void a_new_key_counts_at_once_and_the_one_before_no_longer() throws Exception {
        var before = issuer.tokenOf("ada");
        decoder.decode(before);
        issuer.rotate();
        assertThat(decoder.decode(issuer.tokenOf("ada")).getSubject()).isEqualTo("ada");
        refuses(before);
    }

    @Test
    void unknown_keys_make_the_shop_ask_twice_in_an_interval_and_no_more() throws Exception {
        decoder.decode(issuer.tokenOf("ada"));
        var before = reads("succeeded");
        for (var key = 0; key < 20; key++) {
            var name = "unknown-" + key;
            refuses(issuer.signed(header -> header.keyID(name), claims -> claims));
        }
        assertThat(reads("succeeded") - before).isEqualTo(1);
    }

    @Test
    void known_keys_are_good_while_the_issuer_is_away_and_others_are_not_judged() throws Exception {
        var token = issuer.tokenOf("ada");
        decoder.decode(token);
        var stranger = issuer.signed(header -> header.keyID("stranger"), claims -> claims);
        issuer.hang();
        try {
            assertThat(decoder.decode(token).getSubject()).isEqualTo("ada");
            isAway(stranger);
            assertThat(decoder.decode(token).getSubject()).isEqualTo("ada");
        } finally {
            issuer.goOn();
        }
    }

    @Test
    void an_issuer_that_is_away_at_the_start_is_found_when_it_is_back() throws Exception {
        var impatient = decoder(Duration.ofMillis(100));
        var token = issuer.tokenOf("ada");
        issuer.hang();
        try {
            var before = System.nanoTime();
            decoder = impatient;
            isAway(token);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        } finally {
            issuer.goOn();
        }
        await().ignoreExceptions()
                .until(() -> "ada".equals(impatient.decode(token).getSubject()));
    }

    @Test
    void metadata_of_another_issuer_are_not_believed() throws Exception {
        var token = issuer.tokenOf("ada");
        decoder = new IssuerDecoder(
                settings(issuer.uri().replace("127.0.0.1", "localhost") + "/", Duration.ofMinutes(1)),
                Clock.systemUTC(),
                meters);
        isAway(token);
    }

    private void refuses(String token) {
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token));
    }

    private void isAway(String token) {
        assertThatExceptionOfType(IssuerAway.class).isThrownBy(() -> decoder.decode(token));
    }

    private double reads(String outcome) {
        return meters.counter("daybook.issuer.reads", "outcome", outcome).count();
    }

    private String claiming(UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        return issuer.signed(header -> header, claims);
    }

    private String typed(String type) throws Exception {
        return issuer.signed(header -> header.type(new JOSEObjectType(type)), claims -> claims);
    }

    private JWTClaimsSet usual() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.uri())
                .audience(Issuer.AUDIENCE)
                .subject("ada")
                .expirationTime(at(300))
                .build();
    }

    private static Date at(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
