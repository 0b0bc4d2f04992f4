package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.database.StrictTransactionManager;
import dev.daybook.eventstore.serialization.EventSerializer;
import dev.daybook.subscribers.Subscriber;
import dev.daybook.support.ShopTest;
import io.micrometer.observation.ObservationRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon falls back without a word when something is missing: so what is really there is asserted. */
@ShopTest
class WiringTests {
    @Autowired
    ApplicationContext context;

    @Autowired
    Configuration axon;

    @Test
    void nothing_fell_back_to_a_default_that_forgets() {
        assertThat(context.getBean(PlatformTransactionManager.class)).isInstanceOf(StrictTransactionManager.class);
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(context.getBean(EventStore.class)).isInstanceOf(EmbeddedEventStore.class);
        assertThat(context.getBean(EventStorageEngine.class)).isInstanceOf(PostgresEventStorageEngine.class);
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(SimpleCommandBus.class);
        assertThat(context.getBean(ConnectionProvider.class))
                .isInstanceOf(UnitOfWorkAwareConnectionProviderWrapper.class);
        assertThat(context.getBean(Cache.class)).isInstanceOf(VersionCheckedAggregateCache.class);
    }

    @Test
    void every_serializer_writes_json_under_public_names() {
        assertThat(context.getBeansOfType(Serializer.class).values())
                .isNotEmpty()
                .allSatisfy(serializer -> assertThat(serializer).isInstanceOf(EventSerializer.class));
        assertThat(axon.eventSerializer()).isInstanceOf(EventSerializer.class);
        assertThat(axon.serializer()).isInstanceOf(EventSerializer.class);
    }

    @Test
    void every_projection_runs_in_the_transaction_and_its_errors_reach_the_caller() {
        var processors = axon.eventProcessingConfiguration().eventProcessors();
        assertThat(processors.keySet()).contains("users", "categories", "products", "stock", "orders");
        assertThat(projections(processors)).allSatisfy(processor -> {
            assertThat(processor).isInstanceOf(SubscribingEventProcessor.class);
            assertThat(ReflectionTestUtils.getField(processor, "errorHandler"))
                    .isSameAs(PropagatingErrorHandler.instance());
        });
        processors
                .keySet()
                .forEach(group -> assertThat(axon.eventProcessingConfiguration().listenerInvocationErrorHandler(group))
                        .isSameAs(PropagatingErrorHandler.instance()));
    }

    private static List<EventProcessor> projections(Map<String, EventProcessor> processors) {
        return processors.values().stream()
                .filter(processor -> !processor.getName().equals("notification-sender"))
                .toList();
    }

    @Test
    void the_notification_subscriber_follows_the_log_and_stores_its_token() {
        var processor = axon.eventProcessingConfiguration()
                .eventProcessor("notification-sender")
                .orElseThrow();
        assertThat(processor).isInstanceOf(PooledStreamingEventProcessor.class);
        assertThat(context.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(axon.eventProcessingConfiguration().deadLetterQueue("notification-sender"))
                .isPresent();
    }

    @Test
    void the_first_administrator_comes_after_the_handlers_of_commands_and_before_the_web_server() {
        var opening = phaseOf("Opening");
        assertThat(phaseOf("SpringAxonConfiguration")).isLessThan(opening);
        assertThat(phaseOf("WebServerStartStopLifecycle")).isGreaterThan(opening);
    }

    private int phaseOf(String lifecycle) {
        return context.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getSimpleName().equals(lifecycle))
                .mapToInt(SmartLifecycle::getPhase)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothing_phones_home() {
        assertThat(context.getBeanDefinitionNames())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("updatechecker"));
    }

    @Test
    void nothing_publishes_without_a_topic() {
        assertThat(beanTypes())
                .noneMatch(type -> type.contains(".kafka.") || type.startsWith("dev.daybook.publishing"));
        assertThat(axon.eventProcessingConfiguration().eventProcessors().keySet())
                .noneMatch(name -> name.startsWith("kafka"));
    }

    @Test
    void nothing_traces_without_an_endpoint_for_traces() {
        assertThat(beanTypes())
                .noneMatch(type -> type.startsWith("io.opentelemetry")
                        || type.startsWith("io.micrometer.tracing")
                        || type.startsWith("dev.daybook.tracing"));
        assertThat(context.getBeansOfType(CommandBusSpanFactory.class)).isEmpty();
        assertThat(context.getBeansOfType(ObservationRegistry.class)).isEmpty();
    }

    private Stream<String> beanTypes() {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(context::getType)
                .filter(Objects::nonNull)
                .map(Class::getName);
    }

    @Test
    void nothing_mails_without_a_mail_server() {
        assertThat(context.getBeanDefinitionNames())
                .extracting(context::getType)
                .filteredOn(Objects::nonNull)
                .extracting(Class::getName)
                .noneMatch(type -> type.startsWith("dev.daybook.mail") || type.startsWith("org.springframework.mail"));
        assertThat(context.getBeansOfType(Subscriber.class)).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("notification-sender-worker");
        assertThat(axon.eventProcessingConfiguration().eventProcessor("mail-sender"))
                .isEmpty();
    }

    @Test
    void nothing_is_there_for_a_replica_without_its_address() {
        assertThat(context.getBeanDefinitionNames())
                .extracting(context::getType)
                .filteredOn(Objects::nonNull)
                .extracting(Class::getName)
                .filteredOn(type -> type.contains(".replica.") || type.contains("LastWrites"))
                .containsOnly("dev.daybook.database.replica.ReplicaSettings");
    }

    @Test
    void a_token_of_a_replay_can_be_read_back() {
        var serializer = axon.serializer();
        TrackingToken token =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(12), new GlobalSequenceTrackingToken(3));
        assertThat(serializer.<String, TrackingToken>deserialize(serializer.serialize(token, String.class)))
                .isEqualTo(token);
    }
}
