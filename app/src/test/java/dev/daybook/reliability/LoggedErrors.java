package dev.daybook.reliability;

import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.LoggingErrorHandler;
import org.springframework.context.annotation.Bean;

/** Defect: logs what a projection throws, as Axon does by default, and goes on. */
final class LoggedErrors {
    /** Comes after that of the shop. */
    @Bean
    static ConfigurerModule defect() {
        return new ConfigurerModule() {
            @Override
            public void configureModule(Configurer configurer) {
                configurer
                        .eventProcessing()
                        .registerDefaultListenerInvocationErrorHandler(_ -> new LoggingErrorHandler());
            }

            @Override
            public int order() {
                return Integer.MAX_VALUE;
            }
        };
    }
}
