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

/** Tells how those who follow the log are doing, and has them try again what has failed. */
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

    /** All of them, by name; with as many statements however many they are. */
    public List<SubscriberHealth> health() {
        return check.all();
    }

    /**
     * @param retried how many events were tried again
     * @param remaining how many are still there: they have failed again, or wait behind one that has
     */
    public record Retry(int retried, int remaining) {}

    /** Tries every failed event of the subscriber once, stream by stream. Empty when there is no such subscriber. */
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
     * @param untried streams that have not been tried since then
     * @param failed events that have, and are still there
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
