package dev.daybook.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the public keys of the issuer from where its metadata say. They are kept for five minutes and read anew in the
 * background before; an issuer that is away then leaves them good for a day.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration READ_AHEAD = Duration.ofMinutes(1);
    private static final Duration KEPT_IN_AN_OUTAGE = Duration.ofDays(1);
    private static final int MAX_BYTES = 1 << 20;
    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private final String issuer;
    private final ResourceRetriever http;
    private final Counter read;
    private final Counter failed;
    private volatile @Nullable URL location;
    private volatile boolean away;

    IssuerKeys(IssuerSettings settings, MeterRegistry meters) {
        issuer = settings.requiredUri();
        var millis = Math.toIntExact(settings.timeout().toMillis());
        http = new DefaultResourceRetriever(millis, millis, MAX_BYTES);
        read = counter("succeeded", meters);
        failed = counter("failed", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("daybook.issuer.reads")
                .description("Attempts to read the keys of the issuer")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** The keys behind a cache, which lets unknown keys make the shop ask twice within an interval and no more. */
    JWKSource<SecurityContext> cached(IssuerSettings settings) {
        // A caller waits for another who reads the metadata and the keys, each within two time-outs.
        var wait = settings.timeout().multipliedBy(4).plusSeconds(1);
        return JWKSourceBuilder.create(this)
                .cache(KEPT.toMillis(), wait.toMillis())
                .refreshAheadCache(
                        READ_AHEAD.toMillis(),
                        null,
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("issuer-keys").factory()),
                        true,
                        null,
                        false)
                .rateLimited(settings.keyInterval().toMillis())
                .outageTolerant(KEPT_IN_AN_OUTAGE.toMillis())
                .build();
    }

    /** Whether the issuer did not answer when it was asked last. */
    boolean areAway() {
        return away;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            var keys = JWKSet.parse(http.retrieveResource(location()).getContent());
            away = false;
            read.increment();
            return keys;
        } catch (IOException | ParseException | IllegalArgumentException e) {
            log.warn("The keys of the issuer {} cannot be read: {}", issuer, e.toString());
            away = true;
            location = null;
            failed.increment();
            throw new JWKSetUnavailableException("The keys of the issuer cannot be read", e);
        }
    }

    private URL location() throws IOException, ParseException {
        var known = location;
        if (known == null) {
            var metadata = JSONObjectUtils.parse(
                    http.retrieveResource(metadataAddress().toURL()).getContent());
            if (!issuer.equals(metadata.get("issuer"))) {
                throw new IOException("The metadata are those of " + metadata.get("issuer"));
            }
            known = JSONObjectUtils.getURI(metadata, "jwks_uri").toURL();
            location = known;
        }
        return known;
    }

    private URI metadataAddress() {
        return URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    @Override
    public void close() {}
}
