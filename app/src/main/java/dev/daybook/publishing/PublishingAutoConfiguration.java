package dev.daybook.publishing;

import dev.daybook.personaldata.PersonalDataEncryption;
import java.util.HashMap;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Publishes the log to the brokers that Spring Boot's settings of Kafka name. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
class PublishingAutoConfiguration {
    @Bean
    EventPublisher eventPublisher(
            PublishingSettings settings,
            ProducerFactory<?, ?> producers,
            KafkaAdmin admin,
            JdbcClient jdbc,
            PersonalDataEncryption personalData,
            @Qualifier("serializer") Serializer serializer) {
        return new EventPublisher(
                new Topic(settings, admin.getConfigurationProperties(), jdbc),
                new CloudEventWriter(settings, personalData, serializer),
                new HashMap<>(producers.getConfigurationProperties()));
    }
}
