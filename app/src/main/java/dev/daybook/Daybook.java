package dev.daybook;

import dev.daybook.commandline.OperatorCommands;
import dev.daybook.startup.StopDeadline;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs the shop, or a command beside it. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Daybook {
    public static void main(String[] args) {
        if (OperatorCommands.areIn(args)) {
            System.exit(OperatorCommands.run(args));
        }
        StopDeadline.install();
        SpringApplication.run(Daybook.class, args);
    }
}
