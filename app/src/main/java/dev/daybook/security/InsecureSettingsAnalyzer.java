package dev.daybook.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class InsecureSettingsAnalyzer extends AbstractFailureAnalyzer<InsecureSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InsecureSettings cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
