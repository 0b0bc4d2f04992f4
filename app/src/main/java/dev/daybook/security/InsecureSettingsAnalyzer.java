package dev.daybook.security;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Comes before Boot's own analyzers, which would tell of the binding instead of the secret. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InsecureSettingsAnalyzer extends AbstractFailureAnalyzer<InsecureSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InsecureSettings cause) {
        return new FailureAnalysis(
                Objects.requireNonNull(cause.getMessage()),
                "Set DAYBOOK_SECURITY_TOKENSECRET to a secret of at least 32 characters, e.g. the output of: openssl rand -base64 48",
                cause);
    }
}
