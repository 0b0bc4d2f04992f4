package dev.daybook.commandline;

import dev.daybook.database.TemporaryDatabase;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.logging.LoggingSystem;
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
    private static final String DATABASE = "--spring.datasource.";

    private final String[] settings;
    private String[] readOnly = {};
    private @Nullable ConfigurableApplicationContext context;

    OperatorContext(String... settings) {
        this.settings = settings;
    }

    /** Keeps the database as it is, from the tables on: to be called before the first bean is asked for. */
    void openReadOnly() {
        readOnly = new String[] {
            "--daybook.read-only=true",
            "--spring.datasource.hikari.connection-init-sql=set default_transaction_read_only = on"
        };
    }

    <T> T bean(Class<T> type) {
        if (context == null) {
            context = open();
        }
        return context.getBean(type);
    }

    String[] settings() {
        return settings.clone();
    }

    boolean isClosing() {
        return context != null && !context.isActive();
    }

    /** An empty database, in which nothing can be lost. */
    TemporaryDatabase temporaryDatabase() {
        // Nothing is logged before a context has read how: the default would write to the standard output.
        LoggingSystem.get(OperatorContext.class.getClassLoader()).beforeInitialize();
        return TemporaryDatabase.start();
    }

    /** A context like this one, on another database. */
    OperatorContext on(JdbcConnectionDetails database) {
        return new OperatorContext(Stream.concat(
                        Arrays.stream(settings).filter(setting -> !setting.startsWith(DATABASE)),
                        Stream.of(
                                DATABASE + "url=" + database.getJdbcUrl(),
                                DATABASE + "username=" + Objects.requireNonNullElse(database.getUsername(), ""),
                                DATABASE + "password=" + Objects.requireNonNullElse(database.getPassword(), "")))
                .toArray(String[]::new));
    }

    private ConfigurableApplicationContext open() {
        try {
            return new SpringApplicationBuilder(OperatorContextConfiguration.class)
                    .web(WebApplicationType.NONE)
                    .profiles(PROFILE)
                    .logStartupInfo(false)
                    .run(Stream.of(settings, readOnly).flatMap(Arrays::stream).toArray(String[]::new));
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
