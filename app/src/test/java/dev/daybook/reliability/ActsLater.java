package dev.daybook.reliability;

import dev.daybook.ordering.notification.CommandsInNewTransaction;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Defect: the subscriber's position is stored before its commands are sent. */
final class ActsLater {
    private static final int DELAY_MILLIS = 300;

    @Bean
    @Primary
    static CommandsInNewTransaction defect(@Qualifier("subscriberCommands") CommandsInNewTransaction commands) {
        var later = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        return command -> {
            var _ = later.schedule(() -> commands.send(command), DELAY_MILLIS, TimeUnit.MILLISECONDS);
        };
    }
}
