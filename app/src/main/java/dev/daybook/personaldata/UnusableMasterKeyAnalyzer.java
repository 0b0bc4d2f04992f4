package dev.daybook.personaldata;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Comes before Boot's own analyzers, which would tell of the binding instead of the key. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnusableMasterKeyAnalyzer extends AbstractFailureAnalyzer<UnusableMasterKey> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableMasterKey cause) {
        return new FailureAnalysis(
                Objects.requireNonNull(cause.getMessage()),
                "Set DAYBOOK_PERSONALDATA_MASTERKEY: for a new shop to the output of: openssl rand -base64 32; for an old one"
                        + " to the key that it has run with so far. To replace a key, put the new one in front of it and a"
                        + " comma between them.",
                cause);
    }
}
