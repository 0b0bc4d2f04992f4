package dev.daybook.replay.commandline;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * As much of the shop as the commands need, opened when the first one asks for something: the event store, the projections
 * and the database. Nobody is served, nobody is told anything, and nothing is done by itself.
 */
class BackOffice implements AutoCloseable {
    private static final String PROFILE = "command-line";

    private final String[] settings;
    private @Nullable ConfigurableApplicationContext context;

    BackOffice(String... settings) {
        this.settings = settings;
    }

    /** Why it cannot be opened has been said already, by Spring Boot's analysis of the failure. */
    static final class CannotOpen extends RuntimeException {
        CannotOpen(RuntimeException cause) {
            super(cause);
        }
    }

    <T> T the(Class<T> type) {
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
            return new SpringApplicationBuilder(BackOfficeConfiguration.class)
                    .web(WebApplicationType.NONE)
                    .profiles(PROFILE)
                    .logStartupInfo(false)
                    .run(settings);
        } catch (RuntimeException e) {
            throw new CannotOpen(e);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
