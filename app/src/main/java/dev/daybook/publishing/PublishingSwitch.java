package dev.daybook.publishing;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Leaves out all that knows Kafka when no topic is configured, and in commands beside a shop. */
final class PublishingSwitch implements AutoConfigurationImportFilter, EnvironmentAware, PriorityOrdered {
    private static final String[] PUBLISHING = {
        "org.springframework.boot.kafka.", PublishingSwitch.class.getPackageName()
    };

    private boolean isOn;

    @Override
    public void setEnvironment(Environment environment) {
        isOn = StringUtils.hasText(environment.getProperty("daybook.kafka.topic"))
                && !environment.getProperty("daybook.beside-a-shop", Boolean.class, false);
    }

    /** Before the one that looks whether a class is there, and loads it. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        var matches = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            var name = names[i];
            matches[i] = isOn || name == null || Stream.of(PUBLISHING).noneMatch(name::startsWith);
        }
        return matches;
    }
}
