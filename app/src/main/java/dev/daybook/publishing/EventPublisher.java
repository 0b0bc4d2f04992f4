package dev.daybook.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.subscribers.OrderedSubscriber;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Publishes events in the order of the log. A producer is closed at its first failure, before it can send anything else: a
 * later event must not overtake one that has failed. All events of the batch are then sent again by the next producer.
 */
final class EventPublisher implements OrderedSubscriber, DisposableBean {
    private static final Header CONTENT_TYPE =
            new RecordHeader("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));

    /** Not for operators to change. With one request at a time, none is under way behind one that fails. */
    private static final Map<String, Object> GUARANTEES = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            // All times together are less than the claim of a subscriber lasts, and than a transaction may be idle.
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            2_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            3_000,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            4_000);

    private final Topic topic;
    private final CloudEventWriter writer;
    private final Map<String, Object> settings;
    private final AtomicReference<@Nullable Producer<String, String>> open = new AtomicReference<>();

    EventPublisher(Topic topic, CloudEventWriter writer, Map<String, Object> connection) {
        this.topic = topic;
        this.writer = writer;
        this.settings = new HashMap<>(connection);
        this.settings.putAll(GUARANTEES);
    }

    @Override
    public String name() {
        return "kafka:" + topic.name();
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) {
        var producer = producer(batch.getFirst().trackingToken().position().orElseThrow());
        var failure = new AtomicReference<@Nullable Exception>();
        try {
            for (var event : batch) {
                producer.send(record(event), (_, failed) -> {
                    if (failed != null && failure.compareAndSet(null, failed)) {
                        close();
                    }
                });
            }
            producer.flush();
        } catch (KafkaException | IllegalStateException e) {
            failure.compareAndSet(null, e);
        }
        var failed = failure.get();
        if (failed != null) {
            close();
            throw new PublishingFailed(topic.name(), failed.toString());
        }
    }

    private Producer<String, String> producer(long nextPosition) {
        var producer = open.get();
        if (producer == null) {
            topic.require(nextPosition);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            open.set(producer);
        }
        return producer;
    }

    private ProducerRecord<String, String> record(TrackedEventMessage<?> event) {
        var stream = ((DomainEventMessage<?>) event).getAggregateIdentifier();
        return new ProducerRecord<>(
                topic.name(),
                null,
                event.getTimestamp().toEpochMilli(),
                stream,
                writer.write(event),
                List.of(CONTENT_TYPE));
    }

    /** Drops what was not sent yet, and waits for nothing. */
    private void close() {
        var producer = open.getAndSet(null);
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    @Override
    public void destroy() {
        close();
    }
}
