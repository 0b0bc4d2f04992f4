package dev.daybook.startup;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class BadAdminSettingsAnalyzer extends AbstractFailureAnalyzer<BadAdminSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadAdminSettings cause) {
        return new FailureAnalysis(Objects.requireNonNull(cause.getMessage()), cause.action(), cause);
    }
}
