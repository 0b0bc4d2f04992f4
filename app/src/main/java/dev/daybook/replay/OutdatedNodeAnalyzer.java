package dev.daybook.replay;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Describes to the operator that a node is older than the rows of the database. */
final class OutdatedNodeAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        return ProjectionVersions.OUTDATED.equals(cause.getSQLState())
                ? new FailureAnalysis(
                        cause.getMessage(),
                        "Start that version, or let this one in again by `daybook projections downgrade` of this jar.",
                        failure)
                : null;
    }
}
