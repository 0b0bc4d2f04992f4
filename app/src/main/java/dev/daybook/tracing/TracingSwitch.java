package dev.daybook.tracing;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Leaves out all that traces when there is no endpoint to which traces are sent, so that tracing then costs nothing. */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String[] TRACING = {
        "org.springframework.boot.opentelemetry.",
        "org.springframework.boot.micrometer.tracing.",
        TracingSwitch.class.getPackageName()
    };

    private boolean isOn;

    @Override
    public void setEnvironment(Environment environment) {
        isOn = StringUtils.hasText(environment.getProperty(ENDPOINT));
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        var matches = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            var name = names[i];
            matches[i] = isOn || name == null || Stream.of(TRACING).noneMatch(name::startsWith);
        }
        return matches;
    }
}
