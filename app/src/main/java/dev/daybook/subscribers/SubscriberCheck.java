package dev.daybook.subscribers;

import static java.util.stream.Collectors.toMap;

import dev.daybook.eventstore.log.EventQueries;
import dev.daybook.eventstore.log.UnknownEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Determines position, lag and errors of all subscribers, with a constant number of statements. */
@Component
class SubscriberCheck {
    /** Age of the next event from which a subscriber counts as late; an idle subscriber stores its token every few seconds. */
    static final Duration LATE_AFTER = Duration.ofSeconds(15);

    private static final int MAX_ERROR = 500;

    private final EventProcessingConfiguration processing;
    private final SubscriberFailures failures;
    private final HorizonMessageSource log;
    private final EventQueries eventQueries;
    private final Serializer serializer;
    private final JdbcClient jdbc;
    private final Clock clock;

    SubscriberCheck(
            EventProcessingConfiguration processing,
            SubscriberFailures failures,
            HorizonMessageSource log,
            EventQueries eventQueries,
            @Qualifier("serializer") Serializer serializer,
            JdbcClient jdbc,
            Clock clock) {
        this.processing = processing;
        this.failures = failures;
        this.log = log;
        this.eventQueries = eventQueries;
        this.serializer = serializer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The health of all subscribers, by name. */
    List<SubscriberHealth> all() {
        var processors = new TreeMap<String, StreamingEventProcessor>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                processors.put(name, streaming);
            }
        });
        var head = eventQueries.head();
        var positions = positions();
        var letters = letters();
        var late = late(positions, head);
        return processors.entrySet().stream()
                .map(processor -> new SubscriberHealth(
                        processor.getKey(),
                        positions.getOrDefault(processor.getKey(), 0L),
                        head,
                        !late.contains(processor.getKey()),
                        error(processor.getValue(), positions.getOrDefault(processor.getKey(), 0L)),
                        letters.getOrDefault(processor.getKey(), 0)))
                .toList();
    }

    /** The position of each subscriber, that of its slowest segment. */
    private Map<String, Long> positions() {
        return jdbc
                .sql("select subscriber, token, token_type from subscriber_tokens")
                .query((row, _) -> Map.entry(row.getString(1), position(row.getBytes(2), row.getString(3))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, Math::min));
    }

    private long position(byte @Nullable [] token, String type) {
        if (token == null) {
            return 0;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read.position().orElse(0);
    }

    private Map<String, Integer> letters() {
        return jdbc
                .sql("select subscriber, count(*) from dead_letters group by subscriber")
                .query((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The subscribers whose next event has waited for long. */
    private Set<String> late(Map<String, Long> positions, long head) {
        var names = List.copyOf(positions.keySet());
        return new HashSet<>(jdbc.sql("""
                        select subscriber from unnest(:names, :positions) as noted (subscriber, position)
                        where (select occurred_at from domain_events e
                               where e.position > noted.position and e.position <= :head
                               order by e.position limit 1) < :then""")
                .param("names", new SqlArrayValue("text", names.toArray()))
                .param(
                        "positions",
                        new SqlArrayValue(
                                "bigint", names.stream().map(positions::get).toArray()))
                .param("head", head)
                .param("then", clock.instant().minus(LATE_AFTER).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    private @Nullable String error(StreamingEventProcessor processor, long position) {
        return Stream.of(
                        statuses(processor),
                        failures.of(processor.getName(), position).stream(),
                        log.unknownAfter(position).map(UnknownEvent::of).stream())
                .<Throwable>flatMap(cause -> cause)
                .findFirst()
                .map(NestedExceptionUtils::getMostSpecificCause)
                .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
                .map(text -> Truncation.to(MAX_ERROR, text))
                .orElse(null);
    }

    private static Stream<Throwable> statuses(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError);
    }
}
