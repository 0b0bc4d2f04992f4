package dev.daybook;

import dev.daybook.commandline.OperatorCommands;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs the shop, or a command beside it. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Daybook {
    private static final Duration STOP_DEADLINE = Duration.ofMillis(8_500);
    private static final int KILLED_BY_SIGTERM = 143;
    private static final Logger log = LoggerFactory.getLogger(Daybook.class);

    public static void main(String[] args) {
        if (OperatorCommands.areIn(args)) {
            System.exit(OperatorCommands.run(args));
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Daybook::startDeadline));
        SpringApplication.run(Daybook.class, args);
    }

    /** Ends a stop that takes too long: what was answered is stored, and a server that is left behind is stopped by the next start. */
    private static void startDeadline() {
        Thread.ofPlatform().daemon().name("stop-deadline").start(() -> {
            LockSupport.parkNanos(STOP_DEADLINE.toNanos());
            log.warn("The shop has not stopped in time, and ends at once");
            Runtime.getRuntime().halt(KILLED_BY_SIGTERM);
        });
    }
}
