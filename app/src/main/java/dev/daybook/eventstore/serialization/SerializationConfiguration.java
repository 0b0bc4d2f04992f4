package dev.daybook.eventstore.serialization;

import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class SerializationConfiguration {
    @Bean
    EventNames eventNames() {
        return new EventNames();
    }

    @Bean
    @Primary
    Serializer serializer(EventNames names) {
        return new EventSerializer(names);
    }

    @Bean
    @Qualifier("eventSerializer") Serializer eventSerializer(@Qualifier("serializer") Serializer serializer) {
        return serializer;
    }
}
