package dev.daybook.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/** Names the setting for the port, which Spring Boot's own analyzer leaves out. */
@Order(0)
final class PortInUseAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
        return new FailureAnalysis(
                "Port %d is in use.".formatted(cause.getPort()),
                "Stop the program that listens there, or choose another port, such as SERVER_PORT=%d."
                        .formatted(cause.getPort() + 1),
                failure);
    }
}
