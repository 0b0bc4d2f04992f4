package dev.daybook.commandline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Application context of the commands, started lazily: the event store, the projections and the database, without a web
 * server, subscribers or scheduled tasks.
 */
class OperatorContext implements AutoCloseable {
    private static final String PROFILE = "command-line";

    private final String[] settings;
    private @Nullable ConfigurableApplicationContext context;

    OperatorContext(String... settings) {
        this.settings = settings;
    }

    <T> T bean(Class<T> type) {
        if (context == null) {
            context = open();
        }
        return context.getBean(type);
    }

    boolean isClosing() {
        return context != null && !context.isActive();
    }

    private ConfigurableApplicationContext open() {
        try {
            return new SpringApplicationBuilder(OperatorContextConfiguration.class)
                    .web(WebApplicationType.NONE)
                    .profiles(PROFILE)
                    .logStartupInfo(false)
                    .run(settings);
        } catch (RuntimeException e) {
            throw new CommandFailed(reason(e));
        }
    }

    /** The description and the action of the first failure analyzer that knows the failure, in one line. */
    private static String reason(RuntimeException failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((_, _) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .map(analysis -> "%s %s"
                        .formatted(analysis.getDescription(), Objects.requireNonNullElse(analysis.getAction(), "")))
                .findFirst()
                .orElseGet(
                        () -> NestedExceptionUtils.getMostSpecificCause(failure).toString());
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
