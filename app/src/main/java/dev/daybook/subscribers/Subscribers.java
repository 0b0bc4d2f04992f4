package dev.daybook.subscribers;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports the health of subscribers, and retries their dead letters. */
@Component
public class Subscribers {
    private final EventProcessingConfiguration processing;
    private final SubscriberCheck check;
    private final JdbcClient jdbc;
    private final Clock clock;

    Subscribers(EventProcessingConfiguration processing, SubscriberCheck check, JdbcClient jdbc, Clock clock) {
        this.processing = processing;
        this.check = check;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The health of all subscribers, by name; with a constant number of statements. */
    public List<SubscriberHealth> health() {
        return check.all();
    }

    /**
     * @param retried number of events that were retried
     * @param remaining number of dead letters that are left: they have failed again, or wait behind one that has
     */
    public record Retry(int retried, int remaining) {}

    /** Retries every dead letter of the subscriber once, stream by stream. Empty when there is no such subscriber. */
    public Optional<Retry> retry(String subscriber) {
        return processing.sequencedDeadLetterProcessor(subscriber).map(processor -> retry(subscriber, processor));
    }

    private Retry retry(String subscriber, SequencedDeadLetterProcessor<?> processor) {
        var start = clock.instant();
        var before = letters(subscriber, start);
        for (int i = 0; i < before.all() && letters(subscriber, start).untried() > 0; i++) {
            var _ = processor.process(letter -> letter.lastTouched().isBefore(start));
        }
        var after = letters(subscriber, start);
        return new Retry(Math.max(0, before.all() - after.all()) + after.failed(), after.all());
    }

    /**
     * @param untried number of streams not retried since the start
     * @param failed number of events that were retried and failed again
     */
    private record Letters(int all, int untried, int failed) {}

    private Letters letters(String subscriber, Instant start) {
        return jdbc.sql("""
                        select count(*),
                            count(distinct sequence) - count(distinct sequence) filter (where retried_at >= :start),
                            count(*) filter (where retried_at >= :start)
                        from dead_letters where subscriber = :subscriber""")
                .param("start", start.atOffset(ZoneOffset.UTC))
                .param("subscriber", subscriber)
                .query((row, _) -> new Letters(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }
}
