package dev.daybook.commandline;

import dev.daybook.users.Credentials;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.modulith.runtime.ApplicationRuntime;
import org.springframework.stereotype.Component;

/**
 * Configures the beans that commands need: the database, the event store and the replay of the app; the projections and
 * queries of the modules, but none of their aggregates, command handlers and subscribers. It is no {@code
 * @Configuration}, which the component scan of the shop would find.
 */
@EnableAutoConfiguration(exclude = GraphQlAutoConfiguration.class)
@AutoConfigurationPackage(basePackages = ModulithRuntime.BASE_PACKAGE)
@ComponentScan({
    "dev.daybook.commands",
    "dev.daybook.database",
    "dev.daybook.eventstore",
    "dev.daybook.personaldata",
    "dev.daybook.replay"
})
@ComponentScan(
        basePackages = ModulithRuntime.BASE_PACKAGE,
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.CUSTOM, classes = OperatorContextConfiguration.Projections.class))
// Besides the projections, what an erasure must reach.
@ComponentScan(
        basePackages = {"dev.daybook.security", "dev.daybook.subscribers"},
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.Erased\\w+"))
@Import(Credentials.class)
@ConfigurationPropertiesScan({
    "dev.daybook.commands",
    "dev.daybook.database",
    "dev.daybook.eventstore",
    "dev.daybook.personaldata",
    "dev.daybook.replay"
})
class OperatorContextConfiguration {
    /** Finds the projections of all modules. */
    static class Projections implements TypeFilter {
        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            var annotations = type.getAnnotationMetadata();
            return annotations.isAnnotated(Component.class.getName())
                    && annotations.hasAnnotation(ProcessingGroup.class.getName())
                    && !annotations.hasAnnotation(DisallowReplay.class.getName());
        }
    }

    @Bean
    static ApplicationRuntime modulithRuntime() {
        return new ModulithRuntime();
    }
}
