package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.personaldata.KeyedHash;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tokens made by hand, with the shop's own secret or without, as they come in over HTTP. */
@ShopTest
class AccessTokenApiTests {
    private static final String HEADER = "{\"alg\":\"HS256\"}";
    private static final String REFUSAL =
            "{\"errors\":[{\"message\":\"The access token is not valid (any more)\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}";
    private static final String QUERY = "{\"query\":\"{ me { id } }\"}";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    Shop shop;

    @Autowired
    ApplicationContext context;

    @Autowired
    MeterRegistry meters;

    private Client ada;
    private Map<String, Object> claims;

    @BeforeEach
    void ada_is_signed_in() {
        ada = shop.newCustomer();
        claims = JSON.readValue(
                Base64.getUrlDecoder().decode(token().split("\\.")[1]),
                new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    @Test
    void without_an_issuer_nothing_of_one_is_there() {
        assertThat(context.getBeansOfType(TokenSource.class).values())
                .singleElement()
                .isInstanceOf(OwnTokens.class);
        assertThat(meters.find("daybook.issuer.reads").counters()).isEmpty();
    }

    @Test
    void a_token_that_was_made_like_the_shops_own_is_taken() throws Exception {
        var answer = send("Bearer " + signed(claims));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(ada.myId());
    }

    @Test
    void every_other_token_is_the_one_401() throws Exception {
        var now = Instant.now().getEpochSecond();
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("expires now", signed(with("exp", now)));
        tokens.put("expired a second ago", signed(with("exp", now - 1)));
        tokens.put("expired a minute ago", signed(with("exp", now - 59)));
        tokens.put("expired before it was issued", signed(with("exp", 1)));
        tokens.put("exp before the epoch", signed(with("exp", -1)));
        tokens.put("no exp", signed(without("exp")));
        tokens.put("exp null", signed(with("exp", null)));
        tokens.put("exp a text", signed(with("exp", "never")));
        tokens.put("exp a list", signed(with("exp", new int[] {1})));
        tokens.put("exp true", signed(with("exp", true)));
        tokens.put("iat a text", signed(with("iat", "today")));
        tokens.put("iat in an hour", signed(with("iat", now + 3600)));
        tokens.put("iat after exp", signed(with("iat", now + 360_000)));
        tokens.put("nbf in a minute", signed(with("nbf", now + 60)));
        tokens.put("nbf a text", signed(with("nbf", "soon")));
        for (var claim : new String[] {"sub", "sid"}) {
            tokens.put("no " + claim, signed(without(claim)));
            tokens.put(claim + " null", signed(with(claim, null)));
            tokens.put(claim + " empty", signed(with(claim, "")));
            tokens.put(claim + " blank", signed(with(claim, " ")));
            tokens.put(claim + " a number", signed(with(claim, 5)));
            tokens.put(claim + " a big number", signed(with(claim, Long.MAX_VALUE)));
            tokens.put(claim + " true", signed(with(claim, true)));
            tokens.put(claim + " a list", signed(with(claim, new String[] {"a"})));
            tokens.put(claim + " an object", signed(with(claim, Map.of("a", 1))));
            tokens.put(claim + " a name", signed(with(claim, "admin")));
            tokens.put(claim + " a long text", signed(with(claim, "a".repeat(2_000))));
            tokens.put(claim + " of nobody", signed(with(claim, UUID.randomUUID())));
            tokens.put(claim + " almost a UUID", signed(with(claim, "1-1-1-1-1")));
            tokens.put(claim + " with a NUL", signed(with(claim, claims.get(claim) + "\0")));
        }
        tokens.put("session of another", signed(with("sid", sidOf(shop.newCustomer()))));
        tokens.put("no iss", signed(without("iss")));
        tokens.put("another iss", signed(with("iss", "https://evil.example")));
        tokens.put("iss a number", signed(with("iss", 5)));
        tokens.put("no aud", signed(without("aud")));
        tokens.put("another aud", signed(with("aud", "somebody-else")));
        tokens.put("aud a number", signed(with("aud", 5)));
        tokens.put("aud empty", signed(with("aud", new String[0])));
        tokens.put("no claims", signed(Map.of()));
        tokens.put("claims a list", raw(HEADER, "[1]"));
        tokens.put("claims null", raw(HEADER, "null"));
        tokens.put("claims a text", raw(HEADER, "\"x\""));
        tokens.put("claims broken", raw(HEADER, "{\"exp\":"));
        tokens.put("claims deep", raw(HEADER, "[".repeat(3_000)));
        tokens.put("alg none", raw("{\"alg\":\"none\"}", JSON.writeValueAsString(claims)));
        tokens.put(
                "alg none unsigned",
                raw("{\"alg\":\"none\"}", JSON.writeValueAsString(claims)).replaceAll("[^.]+$", ""));
        for (var algorithm : new String[] {"HS384", "HS512", "RS256", "ES256", "EdDSA", "hs256", "dir", ""}) {
            tokens.put("alg " + algorithm, raw("{\"alg\":\"" + algorithm + "\"}", JSON.writeValueAsString(claims)));
        }
        tokens.put("no alg", raw("{}", JSON.writeValueAsString(claims)));
        tokens.put(
                "critical header",
                raw("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", JSON.writeValueAsString(claims)));
        tokens.put(
                "typ of another kind",
                raw("{\"alg\":\"HS256\",\"typ\":\"secevent+jwt\"}", JSON.writeValueAsString(claims)));
        tokens.put(
                "another secret",
                signature("another-secret-of-thirty-two-characters", HEADER, JSON.writeValueAsString(claims)));
        tokens.put("forged signature", token().replaceAll("[^.]+$", "AAAA"));
        tokens.put("no signature", token().replaceAll("[^.]+$", ""));
        tokens.put("two parts", token().replaceAll("\\.[^.]+$", ""));
        tokens.put("encrypted", token() + ".a.b");
        tokens.put("no token at all", "x");
        tokens.put("dots", "..");
        assertThat(tokens).hasSizeGreaterThan(70);
        var each = new SoftAssertions();
        for (var token : tokens.entrySet()) {
            assertRefused(token.getKey(), send("Bearer " + token.getValue()), each);
        }
        assertRefused("an empty header", send("Bearer "), each);
        assertRefused("two tokens", send("Bearer " + token() + " " + token()), each);
        each.assertAll();
    }

    private static void assertRefused(String name, HttpResponse<String> answer, SoftAssertions each) {
        each.assertThat(answer.statusCode()).as(name).isEqualTo(401);
        each.assertThat(answer.body()).as(name).isEqualTo(REFUSAL);
        each.assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .as(name)
                .contains("Bearer error=\"invalid_token\"");
    }

    private HttpResponse<String> send(String authorization) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(ada.address() + "/graphql"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString(QUERY))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String sidOf(Client client) {
        var claims = JSON.readTree(Base64.getUrlDecoder()
                .decode(Objects.requireNonNull(client.accessToken()).split("\\.")[1]));
        return claims.get("sid").asString();
    }

    private String token() {
        return Objects.requireNonNull(ada.accessToken());
    }

    private Map<String, Object> with(String claim, @Nullable Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return changed;
    }

    private Map<String, Object> without(String claim) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(claim);
        return changed;
    }

    private static String signed(Map<String, Object> claims) {
        return raw(HEADER, JSON.writeValueAsString(claims));
    }

    private static String raw(String header, String payload) {
        return signature(SecuritySettings.DEMO_SECRET, header, payload);
    }

    private static String signature(String secret, String header, String payload) {
        var signed = encoded(header.getBytes(UTF_8)) + "." + encoded(payload.getBytes(UTF_8));
        return signed + "." + encoded(new KeyedHash(secret.getBytes(UTF_8)).of(signed));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
