package dev.daybook;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs the shop. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Daybook {
    public static void main(String[] args) {
        SpringApplication.run(Daybook.class, args);
    }
}
