package dev.daybook.database;

import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports the message of PostgreSQL, in which a migration that refuses says what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MigrationFailedAnalyzer extends AbstractFailureAnalyzer<FlywayException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        return new FailureAnalysis(
                "The tables could not be brought up to date, and are as they were. " + reason(cause),
                "Mend what the message names, or begin with another database.",
                cause);
    }

    private static String reason(FlywayException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(PSQLException.class::isInstance)
                .map(sql -> ((PSQLException) sql).getServerErrorMessage())
                .filter(Objects::nonNull)
                .map(ServerErrorMessage::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }
}
