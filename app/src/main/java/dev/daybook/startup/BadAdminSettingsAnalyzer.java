package dev.daybook.startup;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class BadAdminSettingsAnalyzer extends AbstractFailureAnalyzer<BadAdminSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadAdminSettings cause) {
        return new FailureAnalysis(
                Objects.requireNonNull(cause.getMessage()),
                "Set DAYBOOK_ADMIN_USERNAME, DAYBOOK_ADMIN_EMAIL and DAYBOOK_ADMIN_PASSWORD, all three or none. The password has"
                        + " 8 to 100 characters, of which at least one is an upper-case letter and one a digit.",
                cause);
    }
}
